import type { DialectName } from '../dialect';
import { mariadbMigrations } from './mariadb/mariadb-migrations';
import { mysqlMigrations } from './mysql/mysql-migrations';
import type { MigrationClass } from './migration-class';
import { sqliteMigrations } from './sqlite/sqlite-migrations';

/** The migrations of an engine, oldest first. Listed, not found by file name: they are the same in dist and in tests. */
export function migrationsOf(engine: DialectName): readonly MigrationClass[] {
  return { sqlite: sqliteMigrations, mysql: mysqlMigrations, mariadb: mariadbMigrations }[engine];
}
