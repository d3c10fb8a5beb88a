import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const STATEMENTS = [
  'ALTER TABLE "receipt" ADD COLUMN "subject" varchar(64)',
  'ALTER TABLE "quarantine" ADD COLUMN "subject" varchar(64)',
  'CREATE INDEX "ix_quarantine_subject" ON "quarantine" ("tenant_id", "subject", "received_at", "id")',
];

/** Who sent a receipt's call, and what is in quarantine; unknown of what came before. */
export class Senders1795305700000 implements MigrationInterface {
  name = 'Senders1795305700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down = forwardOnly;
}
