import { identifierKey } from '../../src/directory/identifier-key';
import type { MovedIdentifier } from '../../src/directory/roster.store';
import { attribution } from '../../src/events/attribution';
import { newId } from '../../src/kernel/id';
import type { Database, Sql } from '../../src/storage/database';
import { insertRows } from '../../src/storage/insert-rows';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

const NOW = '2026-06-01 00:00:00.000';
const COLUMNS = [
  ...['tenant_id', 'id', 'source', 'type', 'type_namespace', 'occurred_at', 'received_at'],
  ...['receipt_id', 'receipt_index', 'person_id', 'person_key', 'waiting_key'],
  ...['identity', 'content_hash'],
];
/** As many as MySQL and MariaDB no longer look at one by one (eq_range_index_dive_limit), and more. */
const NEW = 500;
const EVENTS_OF_OTHERS = 3_000;

describeEachEngine('identifiers that are new, many at once', (engine) => {
  let database: Database;
  beforeAll(async () => (database = await engine.open()));

  const identifiers = Array.from({ length: NEW }, (_, n): MovedIdentifier => {
    const ref = { type: 'IRI', system: '', value: `urn:new:${n}` } as const;
    return { key: identifierKey('PERSON', ref), ref, entityId: `person ${n}` };
  });

  /** @param events of each its person, the key it was found by, and the one it waits for. */
  async function store(
    tenantId: string,
    events: readonly (readonly [string | null, string, string | null])[],
  ): Promise<void> {
    const rows = events.map((event, n) => [
      ...[tenantId, newId(), 'CALIPER', 'NavigationEvent', '', NOW, NOW, newId(), 0],
      ...[...event, `identity ${n}`, 'hash'],
    ]);
    const key = ['tenant_id', 'identity'];
    const insertion = { name: 'test.events', table: 'event', columns: COLUMNS, key, rows };
    await insertRows(database.sql, database.dialect, insertion);
  }

  it('have each the events that wait for it', async () => {
    const tenantId = newTenant();
    await store(
      tenantId,
      identifiers.map(({ key }) => [null, key, key]),
    );
    await database.transaction('test', (sql) => attribution(database)(sql, tenantId, identifiers));
    const rows = await database.sql.rows<{ personId: string; waiting: string | null }>(
      'test.persons',
      'SELECT person_id AS personId, waiting_key AS waiting FROM event WHERE tenant_id = ?',
      [tenantId],
    );
    expect(new Set(rows.map(({ personId }) => personId))).toEqual(
      new Set(identifiers.map(({ entityId }) => entityId)),
    );
    expect(rows.filter(({ waiting }) => waiting !== null)).toEqual([]);
  });

  if (engine.name !== 'sqlite') {
    it('are not looked for among the events of others, which would be read and locked for it', async () => {
      const tenantId = newTenant();
      const others = Array.from({ length: EVENTS_OF_OTHERS }, (_, n) => `key ${n}`);
      await store(
        tenantId,
        others.map((key) => [newId(), key, null]),
      );
      await database.sql.rows('test.analyze', 'ANALYZE TABLE event', [], 'free');
      const read = await database.transaction('test', async (sql) => {
        const before = await walked(sql);
        await attribution(database)(sql, tenantId, identifiers);
        return (await walked(sql)) - before;
      });
      expect(read).toBeLessThan(EVENTS_OF_OTHERS / 2);
    });
  }
});

/** Rows that the session has read by walking an index or a table. */
async function walked(sql: Sql): Promise<number> {
  const rows = await sql.rows<{ Value: string }>(
    'test.walked',
    "SHOW SESSION STATUS WHERE Variable_name IN ('Handler_read_next', 'Handler_read_rnd_next')",
    [],
    'free',
  );
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
}
