import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const OWN = `FROM "membership" m
    WHERE m.tenant_id = event.tenant_id AND m.person_id = event.person_id AND m.course_id = event.course_id`;

const STATEMENTS = [
  'CREATE INDEX "ix_event_of_person" ON "event" ("tenant_id", "person_id", "occurred_at", "id", "membership_id")',
  'ALTER TABLE "event" ADD COLUMN "waiting_key" varchar(43)',
  `UPDATE "event" SET "waiting_key" = "person_key"
    WHERE "person_id" IS NULL AND "source" = 'CALIPER' AND "person_key" IS NOT NULL`,
  // A membership is of the person whose event it is, and is found by that person; so are the roles, as far as known.
  `UPDATE "event" SET "membership_id" = (SELECT m.id ${OWN}), "roles" = (SELECT m.roles ${OWN})
    WHERE "membership_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "membership" o
      WHERE o.tenant_id = event.tenant_id AND o.id = event.membership_id AND o.person_id = event.person_id)`,
  'CREATE INDEX "ix_event_waiting" ON "event" ("tenant_id", "waiting_key")',
  'DROP INDEX "ix_event_person"',
  'DROP INDEX "ix_event_membership"',
  'DROP INDEX "ix_event_person_key"',
];

/** One index by person that knows the membership, in the place of two; of identifiers only those that events wait for. */
export class FewerIndexes1795824100000 implements MigrationInterface {
  name = 'FewerIndexes1795824100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down = forwardOnly;
}
