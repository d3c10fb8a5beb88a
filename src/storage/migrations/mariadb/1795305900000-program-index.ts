import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const INDEX = 'ix_event_program';

/** Hub events of a program in the order of time, however few they are among Caliper's. */
export class ProgramIndex1795305900000 implements MigrationInterface {
  name = 'ProgramIndex1795305900000';

  async up(runner: QueryRunner): Promise<void> {
    const found = (await runner.query('SHOW INDEX FROM event WHERE Key_name = ?', [
      INDEX,
    ])) as unknown[];
    if (found.length > 0) return;
    await runner.query(
      `ALTER TABLE event ADD INDEX ${INDEX} (tenant_id, program_id, occurred_at, id)`,
    );
  }

  down = forwardOnly;
}
