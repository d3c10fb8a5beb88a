import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const INDEX = 'ix_quarantine_subject';

/** Who sent a receipt's call, and what is in quarantine; unknown of what came before. */
export class Senders1795305700000 implements MigrationInterface {
  name = 'Senders1795305700000';

  // Each ALTER commits by itself: a migration that was cut off is run again, and does what is missing.
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['receipt', 'quarantine']) {
      if (await runner.hasColumn(table, 'subject')) continue;
      await runner.query(`ALTER TABLE ${table} ADD COLUMN subject varchar(64) NULL`);
    }
    const found = (await runner.query('SHOW INDEX FROM quarantine WHERE Key_name = ?', [
      INDEX,
    ])) as unknown[];
    if (found.length > 0) return;
    await runner.query(
      `ALTER TABLE quarantine ADD INDEX ${INDEX} (tenant_id, subject, received_at, id)`,
    );
  }

  down = forwardOnly;
}
