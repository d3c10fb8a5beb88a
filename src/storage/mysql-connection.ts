import type { Socket } from 'node:net';
import type { FieldPacket, PoolConnection } from 'mysql2';
import type { QueryRunner } from 'typeorm';
import type { Sql, SqlValue } from './database';
import { storageError, spoilsConnection, UnavailableError } from './storage-error';
import type { StatementObservers } from './statement-observers';

/** One connection out of the pool, until it is released. */
export class MysqlConnection implements Sql {
  private constructor(
    private readonly connection: PoolConnection,
    private readonly millis: number,
    private readonly observers: StatementObservers,
  ) {}

  /**
   * Takes a connection.
   * @throws UnavailableError BUSY, or LOST when the server can't be reached.
   */
  static async take(
    runner: QueryRunner,
    millis: number,
    observers: StatementObservers,
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
      return new MysqlConnection(await Promise.race([taken, late]), millis, observers);
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
    this.connection.release();
  }

  /** Closes the connection: what it has not committed is undone. */
  destroy(): void {
    this.connection.destroy();
    // mysql2 only ends its side, and a server that hangs would keep the socket for ever; it has no type for it.
    (this.connection as unknown as { stream: Socket }).stream.destroy();
  }

  private send(
    name: string,
    text: string,
    values: readonly SqlValue[],
    shape: 'fixed' | 'free',
  ): Promise<unknown> {
    this.observers.tell(name, text);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.destroy();
        reject(new UnavailableError('TIMEOUT', `${name} took longer than ${this.millis} ms`));
      }, this.millis);
      const done = (error: unknown, result?: unknown, fields?: FieldPacket[]): void => {
        clearTimeout(timer);
        if (!error) return resolve(withMillis(result, fields));
        if (spoilsConnection(error)) this.destroy();
        reject(storageError(name, error));
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
