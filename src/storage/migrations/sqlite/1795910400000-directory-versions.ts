import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const TABLE = `CREATE TABLE IF NOT EXISTS "directory_version" (
    "tenant_id" varchar(64) NOT NULL,
    "aspect" varchar(8) NOT NULL,
    "version" varchar(36) NOT NULL,
    PRIMARY KEY ("tenant_id", "aspect")
  )`;

/** At which version each tenant's directory is, so that gateways know whether what they remember of it holds. */
export class DirectoryVersions1795910400000 implements MigrationInterface {
  name = 'DirectoryVersions1795910400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  down = forwardOnly;
}
