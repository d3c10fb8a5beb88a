import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const TABLE = `CREATE TABLE IF NOT EXISTS api_key (
    tenant_id varchar(64) NOT NULL,
    id varchar(36) NOT NULL,
    hash varchar(43) NOT NULL,
    name varchar(200) NOT NULL,
    scopes varchar(256) NOT NULL,
    programs mediumtext NULL,
    sensors mediumtext NULL,
    created_at datetime(3) NOT NULL,
    created_by varchar(64) NOT NULL,
    expires_at datetime(3) NULL,
    revoked_at datetime(3) NULL,
    last_used_at datetime(3) NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE INDEX uq_api_key_id (id),
    INDEX ix_api_key_created (tenant_id, created_at, id)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`;

/** Keys by which systems are known. */
export class ApiKeys1795305600000 implements MigrationInterface {
  name = 'ApiKeys1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  down = forwardOnly;
}
