import type { MigrationClass } from '../migration-class';
import { FirstSchema1795219200000 } from './1795219200000-first-schema';

/** The migrations of MariaDB, oldest first. */
export const mariadbMigrations: readonly MigrationClass[] = [FirstSchema1795219200000];
