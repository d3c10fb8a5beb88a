import { COLLATION } from './collation';
import type { Database } from './database';
import type { DatabaseVariables } from './database-finding';

/** Names that a message can hold. */
const NAMED = 10;

/**
 * What a server's tables and clock are, by the names that checks know them by: `collations` and `engines`
 * (`as required`, `InnoDB`, or what differs), `clock` (milliseconds that the server is ahead). SQLite has
 * none of them.
 * @throws UnavailableError when the database gives no answer.
 */
export async function readSchemaSettings({ dialect, sql }: Database): Promise<DatabaseVariables> {
  if (dialect.name === 'sqlite') return new Map();
  const columns = await sql.rows<{ t: string; c: string; collation: string }>(
    'storage.collations',
    `SELECT TABLE_NAME AS t, COLUMN_NAME AS c, COLLATION_NAME AS collation
       FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = DATABASE() AND COLLATION_NAME IS NOT NULL AND COLLATION_NAME <> ?
        AND TABLE_NAME NOT IN ('migrations', 'typeorm_metadata')
      ORDER BY TABLE_NAME, COLUMN_NAME LIMIT ${NAMED}`,
    [COLLATION[dialect.name]],
    'free',
  );
  const tables = await sql.rows<{ t: string; e: string }>(
    'storage.engines',
    `SELECT TABLE_NAME AS t, ENGINE AS e FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND ENGINE <> 'InnoDB'
      ORDER BY TABLE_NAME LIMIT ${NAMED}`,
    [],
    'free',
  );
  const before = Date.now();
  const [clock] = await sql.rows<{ now: string }>(
    'storage.clock',
    'SELECT CAST(UTC_TIMESTAMP(3) AS CHAR(23)) AS now',
    [],
    'free',
  );
  const middle = (before + Date.now()) / 2;
  const ahead = Math.round(Date.parse(`${(clock?.now ?? '').replace(' ', 'T')}Z`) - middle);
  const differing = columns.map(({ t, c, collation }) => `${t}.${c}: ${collation}`);
  const foreign = tables.map(({ t, e }) => `${t}: ${e}`);
  return new Map([
    ['collations', differing.length === 0 ? 'as required' : differing.join(', ')],
    ['engines', foreign.length === 0 ? 'InnoDB' : foreign.join(', ')],
    ['clock', `${ahead} ms`],
  ]);
}
