import type { OpenDatabase } from '../../src/storage/open-database';
import { unpacked } from './stored-texts';

/** Strings that a test plants in what it sends, each in a place of its own, and that must not be found again. */
export function canary(place: string): string {
  return `CANARY_SECRET_${place}`;
}

/** Every row of every table of a database, as text: what somebody finds who has stolen it. */
export async function dumpOf({ sql, dialect }: OpenDatabase): Promise<Map<string, string>> {
  const listed = await sql.rows<{ name: string }>(
    'test.tables',
    dialect.name === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
    [],
    'free',
  );
  const dump = new Map<string, string>();
  for (const { name } of listed) {
    const rows = await sql.rows<object>('test.dump', `SELECT * FROM ${name}`, [], 'free');
    dump.set(name, JSON.stringify(rows.map(readable)));
  }
  return dump;
}

/** What is packed is no secret from who has stolen it. */
function readable(row: object): object {
  const values = Object.entries(row).map(([name, value]: [string, unknown]) => [
    name,
    Buffer.isBuffer(value) ? unpacked(value) : value,
  ]);
  return Object.fromEntries(values) as object;
}
