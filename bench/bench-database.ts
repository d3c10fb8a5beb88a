import { readFileSync } from 'node:fs';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { entities } from '../src/entities';
import { openDatabase } from '../src/storage/open-database';

type Row = RowDataPacket & Record<string, string | number | null>;

/** The benchmark's own database on the server, and what it asks that database beside the two gateways. */
export class BenchDatabase {
  private constructor(
    readonly url: string,
    private readonly name: string,
    private readonly connection: Connection,
  ) {}

  /**
   * Opens the database for that many events, made and migrated. What an earlier run kept is used again
   * unless it holds too few events, or has grown to twice as many.
   */
  static async open(serverUrl: string, events: number): Promise<BenchDatabase> {
    const name = `leg_bench_${events}`;
    const connection = await createConnection({ uri: serverUrl, dateStrings: true });
    const url = `${serverUrl}/${name}`;
    const database = new BenchDatabase(url, name, connection);
    const kept = await database.number(`SELECT COUNT(*) FROM ${name}.event`).catch(() => 0);
    if (kept < events || kept > 2 * events) await database.drop();
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${name}`);
    await (await openDatabase(url, { entities, migrations: 'run' })).close();
    await connection.query(`USE ${name}`);
    return database;
  }

  /** Rows of a statement. */
  async rows(sql: string, values: readonly (string | number)[] = []): Promise<Row[]> {
    const [rows] = await this.connection.query<Row[]>(sql, [...values]);
    return rows;
  }

  /** One number. */
  async number(sql: string): Promise<number> {
    return Number(Object.values((await this.rows(sql))[0] ?? {})[0]);
  }

  /** Statements that all other connections to this database have sent so far. */
  async statements(): Promise<number> {
    return this.number(
      `SELECT COALESCE(SUM(s.VARIABLE_VALUE), 0) FROM performance_schema.status_by_thread s
         JOIN performance_schema.threads t USING (THREAD_ID)
        WHERE s.VARIABLE_NAME = 'Questions' AND t.PROCESSLIST_DB = '${this.name}'
          AND t.PROCESSLIST_ID <> CONNECTION_ID()`,
    );
  }

  /** The server's process, where it runs on this machine; else 0. */
  async serverPid(): Promise<number> {
    const [row] = await this.rows('SELECT @@pid_file AS file');
    try {
      return Number(readFileSync(String(row?.['file']), 'utf8'));
    } catch {
      return 0;
    }
  }

  /** The server in one line: version and what its commits are worth. */
  async facts(): Promise<string> {
    const names = [
      'version',
      'innodb_flush_log_at_trx_commit',
      'sync_binlog',
      'log_bin',
      'innodb_buffer_pool_size',
    ];
    const rows = await this.rows('SHOW GLOBAL VARIABLES WHERE Variable_name IN (?)', [
      names as never,
    ]);
    const value = new Map(rows.map((row) => [row['Variable_name'], row['Value']]));
    const [version, ...settings] = names;
    return `MySQL ${value.get(version ?? '') ?? '?'} (${settings.map((name) => `${name}=${value.get(name) ?? '?'}`).join(', ')})`;
  }

  /** Bytes of the server's buffer pool. */
  poolBytes(): Promise<number> {
    return this.number('SELECT @@GLOBAL.innodb_buffer_pool_size');
  }

  /** Asks for a user that may set it. */
  async resizePool(bytes: number): Promise<void> {
    await this.rows('SET GLOBAL innodb_buffer_pool_size = ?', [bytes]);
  }

  /** Gives the tables fresh statistics, so that both sides are planned for what is there. */
  async analyze(): Promise<void> {
    await this.rows('ANALYZE TABLE event, event_text, person, course, membership, baseline_event');
  }

  async drop(): Promise<void> {
    await this.connection.query(`DROP DATABASE IF EXISTS ${this.name}`);
  }

  async close(): Promise<void> {
    await this.connection.end();
  }
}
