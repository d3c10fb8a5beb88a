import 'reflect-metadata';
import { readConfig } from '../src/config';
import { shownDatabase, readDatabaseUrl } from '../src/storage/database-url';
import { migrate, pendingMigrations } from '../src/storage/migrate';
import { openDatabase } from '../src/storage/open-database';

/** `npm run migrate`: brings the database of DATABASE_URL up to date. */
async function main(): Promise<void> {
  const url = readConfig().databaseUrl;
  console.log(`database   ${shownDatabase(readDatabaseUrl(url))}`);
  const database = await openDatabase(url, { migrations: 'skip' });
  try {
    const pending = await pendingMigrations(database.dataSource);
    console.log(`pending    ${pending.length === 0 ? 'none' : pending.join(', ')}`);
    const start = performance.now();
    const done = await migrate(database.dataSource);
    for (const name of done) console.log(`migrated   ${name}`);
    console.log(
      `up to date after ${done.length} migration(s), ${Math.round(performance.now() - start)} ms`,
    );
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
