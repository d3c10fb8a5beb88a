import { CodedError } from '../kernel/coded-error';

/**
 * Why the database gave no answer. ROLLED_BACK: the engine gave the transaction up, nothing of it stands.
 * LOST: the connection broke, and nobody knows whether the last statement was done. TIMEOUT: the statement
 * took longer than it may. BUSY: no connection was free. NO_SPACE: its disk is full, or cannot be written.
 * NO_STATEMENTS: it prepares no more statements (max_prepared_stmt_count); this one was not begun.
 */
export type Outage = 'ROLLED_BACK' | 'LOST' | 'TIMEOUT' | 'BUSY' | 'NO_SPACE' | 'NO_STATEMENTS';

/** Seconds after which it is worth asking again; nobody makes space on a disk, or raises a limit, within one. */
const RETRY_AFTER: Readonly<Record<Outage, number>> = {
  ROLLED_BACK: 1,
  LOST: 1,
  TIMEOUT: 1,
  BUSY: 1,
  NO_SPACE: 10,
  NO_STATEMENTS: 10,
};

/**
 * The database can't answer now (UNAVAILABLE), or not in the time that a statement may take
 * (DEADLINE_EXCEEDED); clients may try again after `retryAfter` seconds. Holds no SQL and no values.
 */
export class UnavailableError extends CodedError {
  constructor(
    readonly outage: Outage,
    message: string,
    /** The engine's code: `ER_LOCK_DEADLOCK`, `SQLITE_BUSY`; empty where the engine said nothing. */
    readonly engineCode: string = '',
    /** The name of the statement that it came of, `events.page`: for the log, as the engine's code is. */
    readonly statement: string = '',
  ) {
    const code = outage === 'TIMEOUT' ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE';
    super(code, message, { retryAfter: RETRY_AFTER[outage] });
    this.name = 'UnavailableError';
  }
}

/** A statement that the engine refused: a fault of ours. Masked at the edge; holds no values, so it may be logged. */
export class StatementError extends Error {
  constructor(
    /** The statement's name, `events.page`. */
    readonly statement: string,
    /** The engine's code: `ER_DUP_ENTRY`, `SQLITE_CONSTRAINT_PRIMARYKEY`. */
    readonly engineCode: string,
    /** The engine's words, where they can hold no data of users. */
    reason: string,
  ) {
    super(
      `the statement ${statement} was refused: ${engineCode}${reason === '' ? '' : `: ${reason}`}`,
    );
    this.name = 'StatementError';
  }
}

/** Deadlock, lock wait, changed since read (Galera, MariaDB), not ready (Galera), read-only after a failover. */
const ROLLED_BACK = new Set([1213, 1205, 1020, 1047, 1290, 1836]);
/** Server gone or going, connection killed or refused. */
const LOST = new Set([
  1040, 1053, 1077, 1152, 1158, 1159, 1160, 1161, 1203, 1927, 2006, 2013, 4031,
]);
/** max_execution_time, KILL QUERY, max_statement_time. */
const TIMEOUT = new Set([3024, 1317, 1969]);
/** Table full, disk full, a file of the server that cannot be written: in its own numbers and in its library's. */
const NO_SPACE = new Set([3, 20, 1021, 1026, 1114]);
/** ER_MAX_PREPARED_STMT_COUNT_REACHED: those of all connections to the server together. */
const NO_STATEMENTS = 1461;
/** What a storage engine says that the server has no number for, with the system's: ENOSPC, EIO. */
const ENGINE_TROUBLE = 1030;
const SYSTEM_TROUBLE = /Got error (?:28|5)\b/;
/** Codes after which the connection speaks to a server that should not be asked again. */
const WRONG_SERVER = new Set([1047, 1290, 1836]);
const NETWORK =
  /^(PROTOCOL_\w+|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|HANDSHAKE_\w+)$/;

interface DriverError {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly fatal?: unknown;
  readonly sqlState?: unknown;
  readonly sqlMessage?: unknown;
  readonly message?: unknown;
}

/** What an error of mysql2 or libsql means; an error that is already one of ours stays as it is. */
export function storageError(statement: string, cause: unknown): UnavailableError | StatementError {
  if (cause instanceof UnavailableError || cause instanceof StatementError) return cause;
  const error = (typeof cause === 'object' && cause !== null ? cause : {}) as DriverError;
  const code = typeof error.code === 'string' ? error.code : 'UNKNOWN';
  const errno = typeof error.errno === 'number' ? error.errno : 0;
  const message = typeof error.message === 'string' ? error.message : '';
  if (ROLLED_BACK.has(errno) || /^SQLITE_(BUSY|LOCKED)/.test(code)) {
    const told = 'the database gave the transaction up';
    return new UnavailableError('ROLLED_BACK', told, code, statement);
  }
  if (TIMEOUT.has(errno)) {
    const told = 'a statement took longer than it may';
    return new UnavailableError('TIMEOUT', told, code, statement);
  }
  if (isNoSpace(errno, code, message)) {
    const told = 'the database has no space to write to';
    return new UnavailableError('NO_SPACE', told, code, statement);
  }
  if (errno === NO_STATEMENTS) {
    const told = 'the database prepares no more statements';
    return new UnavailableError('NO_STATEMENTS', told, code, statement);
  }
  if (message === 'Queue limit reached.' || message === 'No connections available.') {
    return new UnavailableError('BUSY', 'every connection to the database is taken');
  }
  if (
    LOST.has(errno) ||
    NETWORK.test(code) ||
    error.fatal === true ||
    message === 'Pool is closed.'
  ) {
    const told = 'the connection to the database was lost';
    return new UnavailableError('LOST', told, code, statement);
  }
  return new StatementError(statement, code, harmless(code, error, message));
}

function isNoSpace(errno: number, code: string, message: string): boolean {
  if (NO_SPACE.has(errno) || /^SQLITE_(?:FULL|IOERR)/.test(code)) return true;
  return errno === ENGINE_TROUBLE && SYSTEM_TROUBLE.test(message);
}

/** True when the connection that said so must not be used again. */
export function spoilsConnection(cause: unknown): boolean {
  const { errno, fatal } = (
    typeof cause === 'object' && cause !== null ? cause : {}
  ) as DriverError;
  return fatal === true || WRONG_SERVER.has(Number(errno));
}

/** SQLSTATE class 42 speaks of our own SQL, up to the `near` where MySQL quotes it; SQLite never quotes values. */
function harmless(code: string, error: DriverError, message: string): string {
  if (code.startsWith('SQLITE_')) return message;
  const ours = typeof error.sqlState === 'string' && error.sqlState.startsWith('42');
  return ours && typeof error.sqlMessage === 'string'
    ? (error.sqlMessage.split(' near ')[0] as string)
    : '';
}
