import 'reflect-metadata';
import { readDatabaseUrl, shownDatabase } from '../storage/database-url';
import { migrate, pendingMigrations } from '../storage/migrate';
import { openDatabase } from '../storage/open-database';
import { commandConfig, type CommonOptions } from './command-config';

/** What `leg migrate` can be told. */
export interface MigrateOptions extends CommonOptions {
  /** Only look. */
  readonly check?: boolean;
}

/** Brings the database of DATABASE_URL up to date, and prints what was done. Exit code 1: `check` found some pending. */
export async function runMigrate(options: MigrateOptions): Promise<void> {
  const url = commandConfig(options).databaseUrl;
  const say = (line: string): void => {
    if (!options.quiet) process.stdout.write(`${line}\n`);
  };
  say(`database   ${shownDatabase(readDatabaseUrl(url))}`);
  const database = await openDatabase(url, { migrations: 'skip' });
  try {
    const pending = await pendingMigrations(database.dataSource);
    say(`pending    ${pending.length === 0 ? 'none' : pending.join(', ')}`);
    if (options.check) {
      if (pending.length > 0) process.exitCode = 1;
      return;
    }
    const start = performance.now();
    const done = await migrate(database.dataSource);
    for (const name of done) say(`migrated   ${name}`);
    const millis = Math.round(performance.now() - start);
    say(`up to date after ${done.length} migration(s), ${millis} ms`);
  } finally {
    await database.close();
  }
}
