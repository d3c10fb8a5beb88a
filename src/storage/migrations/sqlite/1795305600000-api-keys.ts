import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const STATEMENTS = [
  `CREATE TABLE IF NOT EXISTS "api_key" (
    "tenant_id" varchar(64) NOT NULL,
    "id" varchar(36) NOT NULL,
    "hash" varchar(43) NOT NULL,
    "name" varchar(200) NOT NULL,
    "scopes" varchar(256) NOT NULL,
    "programs" mediumtext,
    "sensors" mediumtext,
    "created_at" datetime(3) NOT NULL,
    "created_by" varchar(64) NOT NULL,
    "expires_at" datetime(3),
    "revoked_at" datetime(3),
    "last_used_at" datetime(3),
    PRIMARY KEY ("tenant_id", "id")
  )`,
  'CREATE UNIQUE INDEX IF NOT EXISTS "uq_api_key_id" ON "api_key" ("id")',
  'CREATE INDEX IF NOT EXISTS "ix_api_key_created" ON "api_key" ("tenant_id", "created_at", "id")',
];

/** Keys by which systems are known. */
export class ApiKeys1795305600000 implements MigrationInterface {
  name = 'ApiKeys1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down = forwardOnly;
}
