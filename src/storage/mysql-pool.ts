import * as mysql2 from 'mysql2';
import { COLLATION } from './collation';
import { type ConnectionLimits, PREPARED_STATEMENTS } from './connection-limits';

/**
 * Strict, so that nothing is cut or clamped; without NO_BACKSLASH_ESCAPES, which would make mysql2's
 * escaping of values an injection.
 */
const SQL_MODE =
  'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';

/** Seconds that a statement waits for another transaction's row before the whole is tried again. */
const LOCK_WAIT_SECONDS = 3;

/** What each connection is told once, before its first statement. */
export function sessionSettings(engine: 'mysql' | 'mariadb', limits: ConnectionLimits): string[] {
  const settings = [
    `collation_connection = '${COLLATION[engine]}'`,
    `sql_mode = '${SQL_MODE}'`,
    `time_zone = '+00:00'`,
    `innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}`,
  ];
  // Reads only: a migration may take its time. MariaDB's setting would end migrations too.
  if (engine === 'mysql') settings.push(`max_execution_time = ${limits.statementMillis}`);
  return [
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    `SET SESSION ${settings.join(', ')}`,
  ];
}

/** mysql2 as TypeORM takes it, with a pool that prepares every connection before it is first used. */
export function mysqlDriver(engine: 'mysql' | 'mariadb', limits: ConnectionLimits) {
  const statements = sessionSettings(engine, limits);
  return {
    createPool(options: mysql2.PoolOptions): mysql2.Pool {
      const pool = mysql2.createPool(options);
      pool.on('connection', (connection) => {
        connection.on('error', () => {}); // an error without a listener would end the process
        for (const statement of statements) {
          connection.query(statement, (error: unknown) => {
            if (error) connection.destroy();
          });
        }
      });
      return pool;
    },
  };
}

/** The driver options that TypeORM hands through. */
export function mysqlOptions(limits: ConnectionLimits) {
  return {
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: limits.connectMillis,
    poolSize: limits.connections,
    // FOUND_ROWS would count a row that was left alone as one that was changed.
    flags: ['-FOUND_ROWS', '-LOCAL_FILES', '-IGNORE_SPACE'],
    extra: {
      waitForConnections: true,
      queueLimit: limits.waiting,
      maxPreparedStatements: PREPARED_STATEMENTS,
      // A connection is closed at once; TypeORM's own end() would wait for a server that does not answer.
      gracefulEnd: false,
    },
  };
}
