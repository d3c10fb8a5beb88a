import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const ADDED: Readonly<Record<string, string>> = {
  ix_event_of_person: '(tenant_id, person_id, occurred_at, id, membership_id)',
  ix_event_waiting: '(tenant_id, waiting_key)',
};
const REMOVED = ['ix_event_person', 'ix_event_membership', 'ix_event_person_key'];

const WAITING = `UPDATE event SET waiting_key = person_key
  WHERE person_id IS NULL AND source = 'CALIPER' AND person_key IS NOT NULL`;

const OWN = `FROM membership m
    WHERE m.tenant_id = event.tenant_id AND m.person_id = event.person_id AND m.course_id = event.course_id`;

/** A membership is of the person whose event it is, and is found by that person; so are the roles, as far as known. */
const OWN_MEMBERSHIPS = `UPDATE event SET membership_id = (SELECT m.id ${OWN}), roles = (SELECT m.roles ${OWN})
  WHERE membership_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM membership o
    WHERE o.tenant_id = event.tenant_id AND o.id = event.membership_id AND o.person_id = event.person_id)`;

/** One index by person that knows the membership, in the place of two; of identifiers only those that events wait for. */
export class FewerIndexes1795824100000 implements MigrationInterface {
  name = 'FewerIndexes1795824100000';

  // Each statement commits by itself: a migration that was cut off is run again, and does what is missing.
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn('event', 'waiting_key'))) {
      await runner.query('ALTER TABLE event ADD COLUMN waiting_key varchar(43) NULL');
    }
    await runner.query(WAITING);
    await runner.query(OWN_MEMBERSHIPS);
    const rows = (await runner.query('SHOW INDEX FROM event')) as { Key_name: string }[];
    const found = new Set(rows.map(({ Key_name }) => Key_name));
    const changes = [
      ...Object.entries(ADDED)
        .filter(([name]) => !found.has(name))
        .map(([name, columns]) => `ADD INDEX ${name} ${columns}`),
      ...REMOVED.filter((name) => found.has(name)).map((name) => `DROP INDEX ${name}`),
    ];
    if (changes.length > 0) await runner.query(`ALTER TABLE event ${changes.join(', ')}`);
  }

  down = forwardOnly;
}
