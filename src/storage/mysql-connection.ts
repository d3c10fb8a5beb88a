import type { Socket } from 'node:net';
import type { FieldPacket, PoolConnection } from 'mysql2';
import type { QueryRunner } from 'typeorm';
import type { ConnectionTally } from './connection-tally';
import type { Sql, SqlValue } from './database';
import { storageError, spoilsConnection, UnavailableError } from './storage-error';
import type { StatementObservers } from './statement-observers';

/** One connection out of the pool, until it is released. */
export class MysqlConnection implements Sql {
  private returned = false;

  private constructor(
    private readonly connection: PoolConnection,
    private readonly millis: number,
    private readonly observers: StatementObservers,
    private readonly tally: ConnectionTally,
  ) {}

  /**
   * Takes a connection.
   * @throws UnavailableError BUSY, or LOST when the server can't be reached.
   */
  static async take(
    runner: QueryRunner,
    millis: number,
    observers: StatementObservers,
    tally: ConnectionTally,
  ): Promise<MysqlConnection> {
    const taken = (runner.connect() as Promise<PoolConnection>).catch((error: unknown) => {
      throw storageError('connect', error);
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        taken.then((connection) => connection.release()).catch(() => {});
        reject(new UnavailableError('BUSY', 'every connection to the database is taken'));
      }, millis);
    });
    try {
      const connection = await tally.waitFor(Promise.race([taken, late]));
      return new MysqlConnection(connection, millis, observers, tally);
    } finally {
      clearTimeout(timer);
    }
  }

  async rows<T>(
    name: string,
    text: string,
    values?: readonly SqlValue[],
    shape?: 'fixed' | 'free',
  ): Promise<T[]> {
    return (await this.send(name, text, values ?? [], shape ?? 'fixed')) as T[];
  }

  async run(
    name: string,
    text: string,
    values?: readonly SqlValue[],
    shape?: 'fixed' | 'free',
  ): Promise<number> {
    const result = await this.send(name, text, values ?? [], shape ?? 'fixed');
    return (result as { affectedRows?: number }).affectedRows ?? 0;
  }

  release(): void {
    this.leave();
    this.connection.release();
  }

  /** Closes the connection: what it has not committed is undone. */
  destroy(): void {
    this.leave();
    this.connection.destroy();
    // mysql2 only ends its side, and a server that hangs would keep the socket for ever; it has no type for it.
    (this.connection as unknown as { stream: Socket }).stream.destroy();
  }

  /** A connection may be closed by a statement and then released by who took it: it is returned once. */
  private leave(): void {
    if (!this.returned) this.tally.returned();
    this.returned = true;
  }

  private send(
    name: string,
    text: string,
    values: readonly SqlValue[],
    shape: 'fixed' | 'free',
  ): Promise<unknown> {
    const ended = this.observers.begin(name, text);
    return new Promise((resolve, reject) => {
      let late = false;
      const fail = (error: Error): void => {
        ended(error);
        reject(error);
      };
      const timer = setTimeout(() => {
        late = true;
        this.destroy();
        fail(new UnavailableError('TIMEOUT', 'a statement took longer than it may', '', name));
      }, this.millis);
      const done = (error: unknown, result?: unknown, fields?: FieldPacket[]): void => {
        if (late) return;
        clearTimeout(timer);
        if (error) {
          if (spoilsConnection(error)) this.destroy();
          return fail(storageError(name, error));
        }
        ended();
        resolve(withMillis(result, fields));
      };
      const named = `/* ${name} */ ${text}`;
      if (shape === 'fixed') this.connection.execute(named, values as SqlValue[], done);
      else this.connection.query(named, values as SqlValue[], done);
    });
  }
}

const DATETIME = 12;

/** mysql2 leaves out a fraction of zero in prepared statements; a SqlTime has it always. */
function withMillis(result: unknown, fields: FieldPacket[] | undefined): unknown {
  if (!Array.isArray(result) || !fields) return result;
  for (const { columnType, name } of fields) {
    if (columnType !== DATETIME) continue;
    for (const row of result as Record<string, unknown>[]) {
      const time = row[name];
      if (typeof time === 'string' && time.length === 19) row[name] = `${time}.000`;
    }
  }
  return result;
}
