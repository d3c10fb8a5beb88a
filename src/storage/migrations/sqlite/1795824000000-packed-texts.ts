import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const STATEMENTS = [
  `CREATE TABLE "event_text" (
    "tenant_id" varchar(64) NOT NULL,
    "receipt_id" varchar(36) NOT NULL,
    "pack" integer NOT NULL,
    "size" integer NOT NULL,
    "packed_bytes" mediumblob NOT NULL,
    PRIMARY KEY ("tenant_id", "receipt_id", "pack")
  )`,
  'ALTER TABLE "event" ADD COLUMN "text_pack" integer',
];

/** Texts of events packed together. Those in event_body stay. */
export class PackedTexts1795824000000 implements MigrationInterface {
  name = 'PackedTexts1795824000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down = forwardOnly;
}
