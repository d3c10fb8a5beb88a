import type { DataSource } from 'typeorm';
import type { ConnectionLimits } from './connection-limits';
import { ConnectionTally } from './connection-tally';
import type { Database, ObservedStatement, Sql } from './database';
import { type DatabaseWatch, NO_WATCH, type PoolState } from './database-watch';
import { type Dialect, dialects } from './dialect';
import { MysqlConnection } from './mysql-connection';
import type { Outage } from './storage-error';
import { StatementObservers } from './statement-observers';
import { runTransaction, type TransactionConnection } from './transaction';
import { withRetry } from './with-retry';

/** MySQL or MariaDB: a pool of connections, each statement or transaction on one of them. */
export class MysqlDatabase implements Database {
  readonly dialect: Dialect;
  readonly sql: Sql;
  private readonly observers: StatementObservers;
  private readonly tally: ConnectionTally;

  constructor(
    readonly dataSource: DataSource,
    engine: 'mysql' | 'mariadb',
    private readonly limits: ConnectionLimits,
    private readonly watch: DatabaseWatch = NO_WATCH,
  ) {
    this.observers = new StatementObservers(watch);
    this.tally = new ConnectionTally(limits.connections, watch);
    this.dialect = dialects[engine];
    this.sql = {
      rows: (name, text, values, shape) =>
        this.again(() => this.once((connection) => connection.rows(name, text, values, shape))),
      // After a lost connection a lone change may have been done: it is not repeated.
      run: (name, text, values, shape) =>
        this.again(
          () => this.once((connection) => connection.run(name, text, values, shape)),
          (outage) => outage === 'ROLLED_BACK',
        ),
    };
  }

  get pool(): PoolState {
    return this.tally.state;
  }

  transaction<T>(name: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.again(() => runTransaction(() => this.begin(name), work));
  }

  observe(listener: (statement: ObservedStatement) => void): () => void {
    return this.observers.add(listener);
  }

  close(): Promise<void> {
    return this.dataSource.destroy();
  }

  private take(): Promise<MysqlConnection> {
    return MysqlConnection.take(
      this.dataSource.createQueryRunner(),
      this.limits.statementMillis,
      this.observers,
      this.tally,
    );
  }

  private again<T>(attempt: () => Promise<T>, mendable?: (outage: Outage) => boolean): Promise<T> {
    return withRetry(attempt, mendable, (outage) => this.watch.retried(outage));
  }

  private async once<T>(statement: (connection: MysqlConnection) => Promise<T>): Promise<T> {
    const connection = await this.take();
    try {
      return await statement(connection);
    } finally {
      connection.release();
    }
  }

  private async begin(name: string): Promise<TransactionConnection> {
    const connection = await this.take();
    const plain = (text: string): Promise<number> => connection.run(name, text, [], 'free');
    try {
      await plain('START TRANSACTION');
    } catch (error) {
      connection.destroy();
      throw error;
    }
    return {
      sql: connection,
      commit: async () => {
        await plain('COMMIT');
        connection.release();
      },
      rollback: async () => {
        await plain('ROLLBACK').then(
          () => connection.release(),
          () => connection.destroy(),
        );
      },
    };
  }
}
