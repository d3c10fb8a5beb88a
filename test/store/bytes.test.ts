import { insertRows } from '../../src/storage/insert-rows';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

const AT = '2026-03-29 02:30:00.001';

describeEachEngine('what goes in comes out', (engine) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await engine.open();
  });

  const store = (tenant: string, id: string, raw: string): Promise<number> =>
    insertRows(database.sql, database.dialect, {
      name: 'test.body',
      table: 'event_body',
      columns: ['tenant_id', 'event_id', 'raw'],
      key: ['tenant_id', 'event_id'],
      rows: [[tenant, id, raw]],
    });

  it('keeps ids apart that differ by case, accent or a trailing space', async () => {
    const tenant = newTenant();
    const ids = ['AI:1', 'ai:1', 'AI:1 ', 'ÁI:1', 'A\u0301I:1'];
    for (const id of ids) expect(await store(tenant, id, id)).toBe(1);
    for (const id of ids) {
      const found = await database.sql.rows(
        'test.one',
        'SELECT raw FROM event_body WHERE tenant_id = ? AND event_id = ?',
        [tenant, id],
      );
      expect(found).toEqual([{ raw: id }]);
    }
    expect(await store(tenant, 'ai:1', 'again')).toBe(0);
  });

  it.each([
    ['characters of four bytes', '𝒳😀\u{10FFFF}'],
    ['U+0000', '{"a":"x\u0000y"}\u0000'],
    ['quotes, backslashes and line ends', `'"\\\\' \\0 \\% \r\n\t\u001a -- /* */ ? :x`],
    ['no characters', ''],
    ['a megabyte', 'é'.repeat(1_000_000)],
  ])('keeps %s, prepared or not', async (_, raw) => {
    const tenant = newTenant();
    await store(tenant, 'prepared', raw);
    await database.sql.run(
      'test.free',
      "INSERT INTO event_body (tenant_id, event_id, raw) VALUES (?, 'free', ?)",
      [tenant, raw],
      'free',
    );
    for (const shape of ['fixed', 'free'] as const) {
      const rows = await database.sql.rows<{ raw: string }>(
        'test.read',
        'SELECT raw FROM event_body WHERE tenant_id = ?',
        [tenant],
        shape,
      );
      expect(rows.map((row) => row.raw === raw)).toEqual([true, true]);
    }
  });

  it('keeps IRIs of 2,048 characters, and instants to the millisecond, and counts as numbers', async () => {
    const tenant = newTenant();
    const iri = `https://example.edu/${'ü'.repeat(2_028)}`;
    await insertRows(database.sql, database.dialect, {
      name: 'test.identifier',
      table: 'identifier',
      columns: [
        'tenant_id',
        'identifier_key',
        'kind',
        'type',
        'system',
        'value',
        'entity_id',
        'created_at',
      ],
      key: ['tenant_id', 'identifier_key'],
      rows: [[tenant, 'k', 'PERSON', 'IRI', '', iri, 'p', AT]],
    });
    expect(
      await database.sql.rows(
        'test.read',
        'SELECT value, created_at FROM identifier WHERE tenant_id = ? AND created_at = ?',
        [tenant, AT],
      ),
    ).toEqual([{ value: iri, created_at: AT }]);
    expect(
      await database.sql.rows(
        'test.count',
        'SELECT COUNT(*) AS n FROM identifier WHERE tenant_id = ?',
        [tenant],
      ),
    ).toEqual([{ n: 1 }]);
    const next = 2 ** 52 + 1;
    await database.sql.run(
      'test.counter',
      'INSERT INTO feed_counter (tenant_id, next) VALUES (?, ?)',
      [tenant, next],
    );
    await database.sql.run(
      'test.counter',
      'UPDATE feed_counter SET next = next + ? WHERE tenant_id = ?',
      [1, tenant],
    );
    expect(
      await database.sql.rows('test.counter', 'SELECT next FROM feed_counter WHERE tenant_id = ?', [
        tenant,
      ]),
    ).toEqual([{ next: next + 1 }]);
  });
});
