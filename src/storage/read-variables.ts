import type { Database } from './database';
import type { DatabaseVariables } from './database-finding';

const NAME = /^[a-z_][a-z0-9_]*$/;

/**
 * Reads settings of a database: a server's variables, or SQLite's pragmas. One that this engine does not
 * have has no entry.
 * @param names of ours, never a client's.
 * @param scope of a server's variables: those of new connections, or those of the one that asks.
 * @throws UnavailableError when the database gives no answer.
 */
export async function readVariables(
  database: Database,
  names: readonly string[],
  scope: 'GLOBAL' | 'SESSION' = 'GLOBAL',
): Promise<DatabaseVariables> {
  const wanted = [...new Set(names)];
  const wrong = wanted.find((name) => !NAME.test(name));
  if (wrong !== undefined) throw new TypeError(`the name of a setting was required; ${wrong} came`);
  if (database.dialect.name === 'sqlite') return readPragmas(database, wanted);
  const rows = await database.sql.rows<Record<string, string>>(
    'storage.variables',
    `SHOW ${scope} VARIABLES WHERE Variable_name IN (${wanted.map((name) => `'${name}'`).join(', ')})`,
    [],
    'free',
  );
  return new Map(rows.map((row) => [String(row['Variable_name']), String(row['Value'])]));
}

async function readPragmas(
  database: Database,
  names: readonly string[],
): Promise<DatabaseVariables> {
  const found = new Map<string, string>();
  for (const name of names) {
    const text = `PRAGMA ${name}`;
    const [row] = await database.sql.rows<object>('storage.pragma', text, [], 'free');
    const [value] = Object.values(row ?? {}) as (string | number)[];
    if (value !== undefined) found.set(name, String(value));
  }
  return found;
}
