import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

/** Hub events of a program in the order of time, however few they are among Caliper's. */
export class ProgramIndex1795305900000 implements MigrationInterface {
  name = 'ProgramIndex1795305900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX "ix_event_program" ON "event" ("tenant_id", "program_id", "occurred_at", "id")',
    );
  }

  down = forwardOnly;
}
