import type Libsql from 'libsql';
import type { DataSource } from 'typeorm';
import type { ConnectionLimits } from './connection-limits';
import type { Database, ObservedStatement, Sql } from './database';
import { type DatabaseWatch, NO_WATCH, type PoolState } from './database-watch';
import { dialects } from './dialect';
import { FairQueue } from './fair-queue';
import { SqliteConnection } from './sqlite-connection';
import { StatementObservers } from './statement-observers';
import { runTransaction, type TransactionConnection } from './transaction';
import { withRetry } from './with-retry';

/**
 * SQLite: one connection, one turn at a time. A transaction keeps the turn from BEGIN to COMMIT, because on
 * a shared connection its ROLLBACK would undo what others were told is committed. `work` must therefore use
 * the Sql it is given: a statement on `database.sql` would wait for the transaction that waits for it.
 */
export class SqliteDatabase implements Database {
  readonly dialect = dialects.sqlite;
  readonly sql: Sql;
  private readonly observers: StatementObservers;
  private readonly connection: SqliteConnection;
  private readonly queue: FairQueue;

  constructor(
    readonly dataSource: DataSource,
    handle: Libsql.Database,
    limits: ConnectionLimits,
    private readonly watch: DatabaseWatch = NO_WATCH,
  ) {
    this.observers = new StatementObservers(watch);
    this.connection = new SqliteConnection(handle, this.observers);
    this.queue = new FairQueue({ waiting: limits.waiting, millis: limits.statementMillis });
    this.sql = {
      rows: (name, text, values, shape) =>
        this.again(() => this.inTurn(() => this.connection.rows(name, text, values, shape))),
      run: (name, text, values, shape) =>
        this.again(() => this.inTurn(() => this.connection.run(name, text, values, shape))),
    };
  }

  get pool(): PoolState {
    return { size: 1, inUse: this.queue.taken ? 1 : 0, waiting: this.queue.waiting };
  }

  transaction<T>(name: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.again(() => this.inTurn(() => runTransaction(async () => this.begin(name), work)));
  }

  observe(listener: (statement: ObservedStatement) => void): () => void {
    return this.observers.add(listener);
  }

  async close(): Promise<void> {
    await this.inTurn(() => this.dataSource.destroy());
  }

  private again<T>(attempt: () => Promise<T>): Promise<T> {
    return withRetry(attempt, undefined, (outage) => this.watch.retried(outage));
  }

  private async inTurn<T>(use: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const leave = await this.queue.enter().finally(() => {
      this.watch.waited((performance.now() - start) / 1_000);
    });
    try {
      return await use();
    } finally {
      leave();
    }
  }

  private begin(name: string): TransactionConnection {
    this.connection.execute(name, 'BEGIN IMMEDIATE');
    return {
      sql: this.connection,
      commit: async () => this.connection.execute(name, 'COMMIT'),
      rollback: async () => {
        try {
          this.connection.execute(name, 'ROLLBACK');
        } catch {
          // SQLite has rolled back already: a full disk, or a failed COMMIT
        }
      },
    };
  }
}
