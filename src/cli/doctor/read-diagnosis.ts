import type { Config } from '../../config';
import { COLLATION } from '../../storage/collation';
import { missingMigrations } from '../../storage/database-standing';
import { readDatabaseUrl } from '../../storage/database-url';
import { DURABILITY_VARIABLES } from '../../storage/durability';
import type { OpenDatabase } from '../../storage/open-database';
import { readSchemaSettings } from '../../storage/read-schema-settings';
import { readVariables } from '../../storage/read-variables';
import { StatementError } from '../../storage/storage-error';
import { COMMON_CHECKS } from './common-checks';
import type { Diagnosis } from './diagnosis';
import { readFileSettings } from './read-file-settings';
import { SERVER_CHECKS } from './server-checks';
import { SQLITE_CHECKS } from './sqlite-checks';

const SESSION = 'session ';
/** MariaDB's older name. */
const ISOLATION = ['transaction_isolation', 'tx_isolation'];

/** Reads everything that the doctor looks at. @throws UnavailableError when the database gives no answer. */
export async function readDiagnosis(config: Config, database: OpenDatabase): Promise<Diagnosis> {
  const engine = database.dialect.name;
  const settings = readDatabaseUrl(config.databaseUrl);
  const checks = [...(engine === 'sqlite' ? SQLITE_CHECKS : SERVER_CHECKS), ...COMMON_CHECKS];
  const names = checks.map(({ check }) => check);
  const isName = (name: string): boolean => /^[a-z_]+$/.test(name);
  const global = [...DURABILITY_VARIABLES[engine], ...names.filter(isName)];
  const session = names.filter((name) => name.startsWith(SESSION));
  const own = await readVariables(
    database,
    engine === 'sqlite' ? [] : [...session.map((name) => name.slice(SESSION.length)), ...ISOLATION],
    'SESSION',
  );
  const isolation = ISOLATION.map((name) => own.get(name)).find((value) => value !== undefined);
  const ofSession = [...own].map(([name, value]) => [`${SESSION}${name}`, value] as const);
  return {
    engine,
    gateway: {
      connections: config.databaseConnections,
      maxBodyBytes: config.maxBodyBytes,
      statementSeconds: config.statementTimeout,
      collation: engine === 'sqlite' ? null : COLLATION[engine],
    },
    variables: new Map([
      ...(await readVariables(database, global)),
      ...ofSession,
      ...(isolation === undefined ? [] : [['session transaction_isolation', isolation] as const]),
      ...(await readSchemaSettings(database)),
      ...(settings.engine === 'sqlite' ? await readFileSettings(settings.file) : []),
      ['migrations', await pending(database)],
    ]),
  };
}

async function pending(database: OpenDatabase): Promise<string> {
  try {
    const missing = await missingMigrations(database);
    return missing.length === 0 ? 'none pending' : missing.join(', ');
  } catch (error) {
    // Without the table of migrations there has been none.
    if (error instanceof StatementError) return 'all of them pending';
    throw error;
  }
}
