import type { Sql, SqlValue } from './database';
import { UnavailableError } from './storage-error';

/** One connection on which a transaction has begun. */
export interface TransactionConnection {
  /** Runs statements between BEGIN and COMMIT. */
  readonly sql: Sql;
  commit(): Promise<void>;
  /** Never throws: a connection that can't roll back is closed, which rolls back too. */
  rollback(): Promise<void>;
}

/**
 * Runs `work` between BEGIN and COMMIT, once. Whatever it throws rolls back and is thrown on. An outage
 * that the work swallowed is thrown at the end all the same: after a deadlock the engine has undone the
 * statements before it, and a COMMIT would keep a half.
 */
export async function runTransaction<T>(
  begin: () => Promise<TransactionConnection>,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const connection = await begin();
  const sql = new TransactionSql(connection.sql);
  try {
    const result = await work(sql);
    sql.end();
    await connection.commit();
    return result;
  } catch (error) {
    sql.abandon();
    await connection.rollback();
    throw sql.outage ?? error;
  }
}

class TransactionSql implements Sql {
  outage: UnavailableError | undefined;
  private over = false;

  constructor(private readonly inner: Sql) {}

  rows<T>(
    name: string,
    text: string,
    values?: readonly SqlValue[],
    shape?: 'fixed' | 'free',
  ): Promise<T[]> {
    return this.guarded(name, () => this.inner.rows<T>(name, text, values, shape));
  }

  run(
    name: string,
    text: string,
    values?: readonly SqlValue[],
    shape?: 'fixed' | 'free',
  ): Promise<number> {
    return this.guarded(name, () => this.inner.run(name, text, values, shape));
  }

  /** No statement after this one; throws the outage that the work swallowed. */
  end(): void {
    this.over = true;
    if (this.outage) throw this.outage;
  }

  abandon(): void {
    this.over = true;
  }

  private async guarded<T>(name: string, statement: () => Promise<T>): Promise<T> {
    if (this.over) throw new Error(`the statement ${name} came after its transaction had ended`);
    if (this.outage) throw this.outage;
    try {
      return await statement();
    } catch (error) {
      if (error instanceof UnavailableError) this.outage ??= error;
      throw error;
    }
  }
}
