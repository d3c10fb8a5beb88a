import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

// IF NOT EXISTS, because each ALTER commits by itself: a migration that was cut off is run again from its beginning.
const STATEMENTS = [
  'ALTER TABLE receipt ADD COLUMN IF NOT EXISTS subject varchar(64) NULL',
  'ALTER TABLE quarantine ADD COLUMN IF NOT EXISTS subject varchar(64) NULL',
  'ALTER TABLE quarantine ADD INDEX IF NOT EXISTS ix_quarantine_subject (tenant_id, subject, received_at, id)',
];

/** Who sent a receipt's call, and what is in quarantine; unknown of what came before. */
export class Senders1795305700000 implements MigrationInterface {
  name = 'Senders1795305700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down = forwardOnly;
}
