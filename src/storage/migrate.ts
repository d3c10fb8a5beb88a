import { type DataSource, MigrationExecutor } from 'typeorm';
import { CodedError } from '../kernel/coded-error';
import { underMigrationLock } from './migration-lock';

/** Names of the migrations that a database still needs, oldest first. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const pending = await new MigrationExecutor(dataSource).getPendingMigrations();
  return pending.map((migration) => migration.name);
}

/**
 * Brings a database up to date. Two that do so at once take turns, and the second finds nothing to do.
 * @returns the names of the migrations that it ran.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  if ((await pendingMigrations(dataSource)).length === 0) return [];
  return underMigrationLock(dataSource, async () => {
    const done = await dataSource.runMigrations({ transaction: 'none' });
    return done.map((migration) => migration.name);
  });
}

/**
 * Refuses a database that is not up to date.
 * @throws CodedError MIGRATIONS_PENDING, saying what to run.
 */
export async function assertCurrent(dataSource: DataSource): Promise<void> {
  const pending = await pendingMigrations(dataSource);
  if (pending.length === 0) return;
  throw new CodedError(
    'MIGRATIONS_PENDING',
    `the database needs ${pending.length} migration(s) before it can be served: run \`leg migrate\` (\`npm run migrate\`)`,
    { pending },
  );
}
