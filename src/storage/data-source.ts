import Libsql from 'libsql';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { ConnectionLimits } from './connection-limits';
import type { DatabaseSettings } from './database-url';
import { migrationsOf } from './migrations/migrations-of';
import { mysqlDriver, mysqlOptions } from './mysql-pool';

/** An entity class, as TypeORM's decorators leave it. */
export type EntityClass = new () => object;

/** Milliseconds that SQLite waits for another process's lock. It blocks the event loop: short, and tried again. */
const SQLITE_BUSY_MILLIS = 1_000;

/**
 * The TypeORM data source of a database, not yet connected: entities and migrations for the schema, and the
 * pool that our own statements run on.
 */
export function createDataSource(
  settings: DatabaseSettings,
  entities: readonly EntityClass[],
  limits: ConnectionLimits,
): DataSource {
  const shared = {
    entities: entities as EntityClass[],
    migrations: [...migrationsOf(settings.engine)],
    migrationsTransactionMode: 'none' as const,
    synchronize: false,
    logging: false,
  } satisfies Partial<DataSourceOptions>;
  if (settings.engine === 'sqlite') return sqliteDataSource(settings.file, shared);
  return new DataSource({
    ...shared,
    ...mysqlOptions(limits),
    type: settings.engine,
    driver: mysqlDriver(settings.engine, limits),
    host: settings.host,
    port: settings.port,
    username: settings.user,
    password: settings.password,
    database: settings.database,
  });
}

function sqliteDataSource(file: string, shared: Partial<DataSourceOptions>): DataSource {
  const dataSource = new DataSource({
    ...shared,
    type: 'better-sqlite3',
    driver: Libsql,
    database: file,
    timeout: SQLITE_BUSY_MILLIS,
    enableWAL: file !== ':memory:',
    prepareDatabase: (database: Libsql.Database) => {
      database.pragma('synchronous = FULL');
    },
  } as DataSourceOptions);
  // One set of entities for every engine: SQLite takes any type's name, and reads TEXT and BLOB out of these.
  dataSource.driver.supportedDataTypes.push('mediumtext', 'mediumblob');
  return dataSource;
}
