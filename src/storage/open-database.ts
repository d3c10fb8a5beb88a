import type Libsql from 'libsql';
import type { DataSource } from 'typeorm';
import { CodedError } from '../kernel/coded-error';
import { CONNECTION_LIMITS, type ConnectionLimits } from './connection-limits';
import { createDataSource, type EntityClass } from './data-source';
import type { Database } from './database';
import type { DatabaseWatch } from './database-watch';
import { type DatabaseSettings, readDatabaseUrl, shownDatabase } from './database-url';
import { assertCurrent, migrate } from './migrate';
import { MysqlDatabase } from './mysql-database';
import { SqliteDatabase } from './sqlite-database';

/** How a database is opened. */
export interface OpenOptions {
  /** TypeORM's entities; only its schema builder asks for them. */
  readonly entities?: readonly EntityClass[];
  /**
   * `run` brings the schema up to date, `check` refuses one that is not, `skip` does not look. By default
   * an embedded database is brought up to date and a server's is checked.
   */
  readonly migrations?: 'run' | 'check' | 'skip';
  readonly limits?: Partial<ConnectionLimits>;
  /** Who is told of its work. */
  readonly watch?: DatabaseWatch;
}

/** A database with what stands behind it. */
export type OpenDatabase = Database & { readonly dataSource: DataSource };

/**
 * Opens the database that a URL names (see readDatabaseUrl).
 * @throws CodedError BAD_DATABASE_URL, DATABASE_UNREACHABLE, or MIGRATIONS_PENDING.
 */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<OpenDatabase> {
  const settings = readDatabaseUrl(url);
  const limits = { ...CONNECTION_LIMITS, ...options.limits };
  const dataSource = createDataSource(settings, options.entities ?? [], limits);
  await connect(dataSource, settings);
  try {
    const migrations = options.migrations ?? (settings.engine === 'sqlite' ? 'run' : 'check');
    if (migrations === 'run') await migrate(dataSource);
    if (migrations === 'check') await assertCurrent(dataSource);
    if (settings.engine !== 'sqlite') {
      return new MysqlDatabase(dataSource, settings.engine, limits, options.watch);
    }
    const handle = (await dataSource.createQueryRunner().connect()) as Libsql.Database;
    return new SqliteDatabase(dataSource, handle, limits, options.watch);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

async function connect(dataSource: DataSource, settings: DatabaseSettings): Promise<void> {
  try {
    await dataSource.initialize();
  } catch (error) {
    const { code = 'no reason given' } = error as { code?: string };
    throw new CodedError(
      'DATABASE_UNREACHABLE',
      `a database was required at ${shownDatabase(settings)}; it could not be opened: ${code}`,
    );
  }
}
