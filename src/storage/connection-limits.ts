/** The bounds of a database's connections: nothing waits for ever, nothing grows for ever. */
export interface ConnectionLimits {
  /** Connections to a server; SQLite has one. */
  readonly connections: number;
  /** How many may wait for a connection before others are refused. */
  readonly waiting: number;
  /** Milliseconds for reaching the server. */
  readonly connectMillis: number;
  /** Milliseconds that a statement, or the wait for a connection, may take. */
  readonly statementMillis: number;
}

/** Good for one gateway of a few hundred requests at once. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  connections: 16,
  waiting: 1_000,
  connectMillis: 5_000,
  statementMillis: 10_000,
};

/** Prepared statements that one connection keeps; the server counts them over all (max_prepared_stmt_count). */
export const PREPARED_STATEMENTS = 160;
