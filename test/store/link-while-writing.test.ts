import { attribution } from '../../src/events/attribution';
import { EventWriter } from '../../src/events/event-writer';
import { prepareHubEvent } from '../../src/events/prepare-hub';
import type { PreparedIngest } from '../../src/events/prepared';
import { directoryServices } from '../../src/directory/directory-services';
import { readHubEvent } from '../../src/hub/hub-event';
import { newId } from '../../src/kernel/id';
import type { Database, Sql } from '../../src/storage/database';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

const NOW = '2026-06-01 00:00:00.000';
const badge = { type: 'PARTICIPANT_ID', system: 'NURSE', value: '4711' } as const;

function ingestOf(tenantId: string, publisherEventId: string): PreparedIngest {
  const item = prepareHubEvent(
    readHubEvent({
      publisherProgramId: 'NURSE',
      publisherSystemId: 'LB',
      eventType: 'AI_STARTED',
      publisherEventId,
      publisherParticipantId: badge.value,
      publisherEventData: {},
      eventStartUtc: '2026-01-01T00:00:00Z',
    }),
  );
  const receiptId = newId();
  return { tenantId, subject: 'local', receiptId, source: 'HUB', receivedAt: NOW, items: [item] };
}

describeEachEngine('linking a participant while an event of theirs is being written', (engine) => {
  let database: Database;
  beforeAll(async () => (database = await engine.open()));

  async function racedBy(
    change: 'first link' | 'move',
  ): Promise<[expected: string, found: string]> {
    const tenantId = newTenant();
    const writer = new EventWriter(database, attribution(database));
    const { roster, identifiers } = directoryServices(database, attribution(database), Date.now);
    const [ada, bo] = (
      await roster.upsertPersons(tenantId, [
        { identifiers: [{ type: 'IRI', system: '', value: 'urn:ada' }] },
        { identifiers: [{ type: 'IRI', system: '', value: 'urn:bo' }] },
      ])
    ).map(({ id }) => id) as [string, string];
    if (change === 'move') await identifiers.link(tenantId, ada, { ...badge });
    let link: Promise<unknown> = Promise.resolve();
    await database.transaction('test', async (sql) => {
      await writer.writeIn(sql, [ingestOf(tenantId, newId())]);
      // The link begins while the event is written and not committed.
      link = identifiers.link(tenantId, bo, { ...badge });
      await new Promise((resolve) => setTimeout(resolve, 150));
    });
    await link;
    const [row] = await database.sql.rows<{ personId: string }>(
      'test.person',
      'SELECT person_id AS personId FROM event WHERE tenant_id = ?',
      [tenantId],
    );
    return [bo, row?.personId ?? 'nobody'];
  }

  it('gives the event to the person, when it is their first link', async () => {
    const [expected, found] = await racedBy('first link');
    expect(found).toBe(expected);
  });

  it('gives the event to the new person, when the participant moves to somebody else', async () => {
    const [expected, found] = await racedBy('move');
    expect(found).toBe(expected);
  });

  // SQLite has one writer: there nobody can link between two statements of a transaction.
  if (engine.name !== 'sqlite') {
    it('gives the event to a person who was linked after it was looked up and before it was there', async () => {
      const tenantId = newTenant();
      const writer = new EventWriter(database, attribution(database));
      const { roster, identifiers } = directoryServices(database, attribution(database), Date.now);
      const [ada] = await roster.upsertPersons(tenantId, [
        { identifiers: [{ type: 'IRI', system: '', value: 'urn:ada' }] },
      ]);
      await database.transaction('test', async (sql) => {
        const linking: Sql = {
          rows: (...statement) => sql.rows(...statement),
          run: async (name, ...statement) => {
            if (name === 'events.insert-events') {
              await identifiers.link(tenantId, ada?.id ?? '', { ...badge });
            }
            return sql.run(name, ...statement);
          },
        };
        await writer.writeIn(linking, [ingestOf(tenantId, newId())]);
      });
      const rows = await database.sql.rows<{ personId: string | null }>(
        'test.person',
        'SELECT person_id AS personId FROM event WHERE tenant_id = ?',
        [tenantId],
      );
      expect(rows).toEqual([{ personId: ada?.id }]);
    });
  }
});
