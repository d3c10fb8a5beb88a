import type { MigrationInterface } from 'typeorm';
import type { DialectName } from '../dialect';
import { mariadbMigrations } from './mariadb/mariadb-migrations';
import { mysqlMigrations } from './mysql/mysql-migrations';
import { sqliteMigrations } from './sqlite/sqlite-migrations';

/** A migration as TypeORM makes it. */
export type MigrationClass = new () => MigrationInterface;

/** The migrations of an engine, oldest first. Listed, not found by file name: they are the same in dist and in tests. */
export function migrationsOf(engine: DialectName): readonly MigrationClass[] {
  return { sqlite: sqliteMigrations, mysql: mysqlMigrations, mariadb: mariadbMigrations }[engine];
}
