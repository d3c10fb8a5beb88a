import type { PoolState } from './database-watch';
import type { Dialect } from './dialect';

/**
 * What a statement may carry: instants are SqlTime text, booleans are 0 and 1, JSON is text. Bytes are read
 * under a name that ends in `bytes`, because SQLite gives some texts as bytes too.
 */
export type SqlValue = string | number | null | Buffer;

/** Runs statements, on one connection where it comes from a transaction. */
export interface Sql {
  /**
   * Runs a statement that returns rows.
   * @param name what a slow log should say: `events.page`; it goes before the text as a comment.
   * @param text SQL with `?` for each value.
   * @param shape `fixed` where the text is one of a bounded number and may be prepared; `free` where it is not.
   */
  rows<T>(
    name: string,
    text: string,
    values?: readonly SqlValue[],
    shape?: 'fixed' | 'free',
  ): Promise<T[]>;
  /** Runs a statement that changes rows. @returns how many were inserted, changed or deleted. */
  run(
    name: string,
    text: string,
    values?: readonly SqlValue[],
    shape?: 'fixed' | 'free',
  ): Promise<number>;
}

/** One statement as an observer sees it. */
export interface ObservedStatement {
  readonly name: string;
  readonly text: string;
}

/** A database that the gateway keeps its rows in. The only door to it. */
export interface Database {
  readonly dialect: Dialect;
  /** Statements outside a transaction, each on whatever connection is free. */
  readonly sql: Sql;
  readonly pool: PoolState;
  /**
   * Runs `work` in one transaction (READ COMMITTED), and again from its beginning when the engine gave it up
   * for a deadlock or its kin, within a budget. Nothing is committed unless `work` resolves.
   */
  transaction<T>(name: string, work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Calls `listener` for every statement, BEGIN and COMMIT included. @returns the way to stop. */
  observe(listener: (statement: ObservedStatement) => void): () => void;
  close(): Promise<void>;
}
