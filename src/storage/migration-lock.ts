import type { DataSource } from 'typeorm';

/** Seconds that one waits for another who is migrating. */
const WAIT_SECONDS = 600;

/**
 * Runs `work` while nobody else migrates this database. On a server: a row of the table migration_lock,
 * locked by a transaction on a connection of its own (DDL commits the connection it runs on), which the
 * server ends with that connection, so that a process that dies leaves nothing locked. SQLite: the write
 * lock of the file, in which DDL can be rolled back as a whole.
 */
export async function underMigrationLock<T>(
  dataSource: DataSource,
  work: () => Promise<T>,
): Promise<T> {
  const holder = dataSource.createQueryRunner();
  try {
    if (dataSource.options.type === 'better-sqlite3') {
      await holder.query('PRAGMA busy_timeout = 60000');
      await holder.query('BEGIN IMMEDIATE');
    } else {
      await lockRow((text) => holder.query(text));
    }
    const result = await work();
    await holder.query('COMMIT');
    return result;
  } catch (error) {
    await holder.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    if (dataSource.options.type === 'better-sqlite3')
      await holder.query('PRAGMA busy_timeout = 1000');
    else await holder.query('SET SESSION innodb_lock_wait_timeout = 3').catch(() => {});
    await holder.release();
  }
}

async function lockRow(query: (text: string) => Promise<unknown>): Promise<void> {
  await query(
    'CREATE TABLE IF NOT EXISTS migration_lock (id int NOT NULL PRIMARY KEY) ENGINE=InnoDB',
  );
  await query(`SET SESSION innodb_lock_wait_timeout = ${WAIT_SECONDS}`);
  await query('START TRANSACTION');
  await query('INSERT INTO migration_lock (id) VALUES (1) ON DUPLICATE KEY UPDATE id = 1');
}
