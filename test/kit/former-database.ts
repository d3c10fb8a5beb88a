import { migrate } from '../../src/storage/migrate';
import type { Sql, SqlValue } from '../../src/storage/database';
import { type OpenDatabase, openDatabase } from '../../src/storage/open-database';

type Row = Readonly<Record<string, SqlValue>>;

/** Tables whose rows are today as they were before texts were packed, but for columns that came since. */
const TABLES = [
  'event',
  'receipt',
  'feed_counter',
  'quarantine',
  'entity_description',
  'person',
  'course',
  'membership',
  'identifier',
];

/** Opens an empty database with the schema that it had before a migration. The caller closes it. */
export async function openBefore(url: string, migration: string): Promise<OpenDatabase> {
  const database = await openDatabase(url, { migrations: 'skip' });
  const { migrations } = database.dataSource;
  const from = migrations.findIndex(({ name }) => name?.startsWith(migration));
  if (from < 0) throw new Error(`a migration ${migration} was required; there is none`);
  migrations.splice(from);
  await migrate(database.dataSource);
  return database;
}

/** Copies a tenant's rows into a database of before, as far as it has columns for them. */
export async function copyTenant(from: Sql, to: OpenDatabase, tenantId: string): Promise<void> {
  for (const table of TABLES) {
    const columns = new Set(await columnsOf(to, table));
    const rows = await from.rows<Row>(
      'test.copied',
      `SELECT * FROM ${table} WHERE tenant_id = ?`,
      [tenantId],
      'free',
    );
    for (const row of rows) {
      const kept = Object.entries(row).filter(([column]) => columns.has(column));
      await insertRow(to.sql, table, Object.fromEntries(kept));
    }
  }
}

/** Inserts one row. */
export async function insertRow(sql: Sql, table: string, row: Row): Promise<void> {
  const names = Object.keys(row).map((column) => `\`${column}\``);
  await sql.run(
    'test.insert',
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(row),
    'free',
  );
}

async function columnsOf({ dataSource }: OpenDatabase, table: string): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    return (await runner.getTable(table))?.columns.map(({ name }) => name) ?? [];
  } finally {
    await runner.release();
  }
}
