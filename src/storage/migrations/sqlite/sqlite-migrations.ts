import type { MigrationClass } from '../migration-class';
import { FirstSchema1795219200000 } from './1795219200000-first-schema';

/** The migrations of SQLite, oldest first. */
export const sqliteMigrations: readonly MigrationClass[] = [FirstSchema1795219200000];
