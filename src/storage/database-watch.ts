import type { Outage } from './storage-error';

/** What a database tells of its work while it works: names of statements, never their text or values. */
export interface DatabaseWatch {
  /** A statement begins. @returns what to call at its end, with its error where it failed. */
  statement(name: string): (error?: unknown) => void;
  /** A connection was given, or refused, after so many seconds. */
  waited(seconds: number): void;
  /** A statement or a transaction is tried again. */
  retried(outage: Outage): void;
}

/** How the connections of a database are used at this moment. */
export interface PoolState {
  /** How many there may be. */
  readonly size: number;
  readonly inUse: number;
  /** Statements and transactions that wait for one. */
  readonly waiting: number;
}

const nothing = (): void => {};

/** For a database that nobody watches. */
export const NO_WATCH: DatabaseWatch = {
  statement: () => nothing,
  waited: nothing,
  retried: nothing,
};
