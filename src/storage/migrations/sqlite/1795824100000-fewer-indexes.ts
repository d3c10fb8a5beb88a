import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const STATEMENTS = [
  'CREATE INDEX "ix_event_of_person" ON "event" ("tenant_id", "person_id", "occurred_at", "id", "membership_id")',
  'CREATE INDEX "ix_event_key_of_person" ON "event" ("tenant_id", "person_key")',
  'DROP INDEX "ix_event_person"',
  'DROP INDEX "ix_event_membership"',
  'DROP INDEX "ix_event_person_key"',
];

/** One index by person that knows the membership, in the place of two. */
export class FewerIndexes1795824100000 implements MigrationInterface {
  name = 'FewerIndexes1795824100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down = forwardOnly;
}
