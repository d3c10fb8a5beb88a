import type { MigrationClass } from '../migration-class';
import { FirstSchema1795219200000 } from './1795219200000-first-schema';
import { ApiKeys1795305600000 } from './1795305600000-api-keys';
import { Senders1795305700000 } from './1795305700000-senders';

/** The migrations of MySQL, oldest first. */
export const mysqlMigrations: readonly MigrationClass[] = [
  FirstSchema1795219200000,
  ApiKeys1795305600000,
  Senders1795305700000,
];
