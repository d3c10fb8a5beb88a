import type { MigrationClass } from '../migration-class';
import { FirstSchema1795219200000 } from './1795219200000-first-schema';
import { ApiKeys1795305600000 } from './1795305600000-api-keys';
import { Senders1795305700000 } from './1795305700000-senders';
import { ProgramIndex1795305900000 } from './1795305900000-program-index';
import { PackedTexts1795824000000 } from './1795824000000-packed-texts';
import { FewerIndexes1795824100000 } from './1795824100000-fewer-indexes';
import { DirectoryVersions1795910400000 } from './1795910400000-directory-versions';

/** The migrations of MySQL, oldest first. */
export const mysqlMigrations: readonly MigrationClass[] = [
  FirstSchema1795219200000,
  ApiKeys1795305600000,
  Senders1795305700000,
  ProgramIndex1795305900000,
  PackedTexts1795824000000,
  FewerIndexes1795824100000,
  DirectoryVersions1795910400000,
];
