import type { DatabaseFinding } from './database-finding';
import { DURABILITY_VARIABLES, durabilityFindings } from './durability';
import type { OpenDatabase } from './open-database';
import { readVariables } from './read-variables';

/**
 * Names of the migrations that a database has not had; one that has had more, by a newer gateway, lacks none.
 * @throws UnavailableError when it gives no answer.
 */
export async function missingMigrations({ dataSource, sql }: OpenDatabase): Promise<string[]> {
  const rows = await sql.rows<{ name: string }>('health.migrations', 'SELECT name FROM migrations');
  const had = new Set(rows.map(({ name }) => name));
  return dataSource.migrations
    .map((migration) => migration.name ?? migration.constructor.name)
    .filter((name) => !had.has(name));
}

/** What keeps acknowledged events from being on the disk; empty where nothing does. */
export async function durabilityFaults(database: OpenDatabase): Promise<DatabaseFinding[]> {
  const { name } = database.dialect;
  const variables = await readVariables(database, DURABILITY_VARIABLES[name]);
  return durabilityFindings(name, variables).filter(({ level }) => level === 'ERROR');
}
