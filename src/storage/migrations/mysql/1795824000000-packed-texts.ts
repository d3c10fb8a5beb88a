import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const TABLE = `CREATE TABLE IF NOT EXISTS event_text (
    tenant_id varchar(64) NOT NULL,
    receipt_id varchar(36) NOT NULL,
    pack int NOT NULL,
    size int NOT NULL,
    packed_bytes mediumblob NOT NULL,
    PRIMARY KEY (tenant_id, receipt_id, pack)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin`;

/** Texts of events packed together. Those in event_body stay, and a gateway of before goes on writing there. */
export class PackedTexts1795824000000 implements MigrationInterface {
  name = 'PackedTexts1795824000000';

  // Each statement commits by itself: a migration that was cut off is run again, and does what is missing.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    if (await runner.hasColumn('event', 'text_pack')) return;
    await runner.query('ALTER TABLE event ADD COLUMN text_pack int NULL');
  }

  down = forwardOnly;
}
