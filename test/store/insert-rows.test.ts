import type { SqlValue } from '../../src/storage/database';
import { insertRows } from '../../src/storage/insert-rows';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

const AT = '2026-02-03 04:05:06.789';
const LATER = '2026-02-04 00:00:00.000';
const COLUMNS = ['tenant_id', 'id', 'name', 'email', 'as_of', 'created_at'];

describeEachEngine('insertRows', (engine) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await engine.open();
  });

  const insert = (rows: SqlValue[][], merge?: Record<string, string>): Promise<number> =>
    insertRows(database.sql, database.dialect, {
      name: 'test.persons',
      table: 'person',
      columns: COLUMNS,
      key: ['tenant_id', 'id'],
      rows,
      ...(merge ? { merge } : {}),
    });
  const person = (tenant: string, id: string, name: string | null, asOf = AT): SqlValue[] => [
    tenant,
    id,
    name,
    null,
    asOf,
    AT,
  ];
  const stored = (tenant: string): Promise<{ id: string; name: string | null; as_of: string }[]> =>
    database.sql.rows(
      'test.read',
      'SELECT id, name, as_of FROM person WHERE tenant_id = ? ORDER BY id',
      [tenant],
    );

  it('counts the rows that are new, and leaves those that are there alone', async () => {
    const tenant = newTenant();
    expect(await insert([person(tenant, 'a', 'first')])).toBe(1);
    expect(
      await insert([
        person(tenant, 'a', 'second'),
        person(tenant, 'b', 'new'),
        person(tenant, 'b', 'again'),
      ]),
    ).toBe(1);
    expect(await insert([person(tenant, 'a', 'third')])).toBe(0);
    expect((await stored(tenant)).map(({ name }) => name)).toEqual(['first', 'new']);
  });

  it('leaves a row alone that shares a unique key which is not the named one', async () => {
    const tenant = newTenant();
    const receipt = (id: string, position: number): Promise<number> =>
      insertRows(database.sql, database.dialect, {
        name: 'test.receipts',
        table: 'receipt',
        columns: [
          'tenant_id',
          'id',
          'source',
          'received_at',
          'received',
          'stored',
          'duplicates',
          'quarantined',
          'rejected',
          'outcomes',
          'position',
        ],
        key: ['tenant_id', 'id'],
        rows: [[tenant, id, 'HUB', AT, 0, 0, 0, 0, 0, '[]', position]],
      });
    expect([await receipt('a', 1), await receipt('b', 1), await receipt('b', 2)]).toEqual([
      1, 0, 1,
    ]);
  });

  it('inserts nothing, and asks nothing, for no rows', async () => {
    const seen: string[] = [];
    const stop = database.observe(({ name }) => seen.push(name));
    expect(await insert([])).toBe(0);
    stop();
    expect(seen).toEqual([]);
  });

  it('takes a statement for each hundred rows', async () => {
    const tenant = newTenant();
    for (const [count, statements] of [
      [7, 1],
      [100, 1],
      [101, 2],
      [250, 3],
    ] as const) {
      const seen: string[] = [];
      const stop = database.observe(({ name }) => seen.push(name));
      await insert(Array.from({ length: count }, (_, n) => person(tenant, `${count}-${n}`, 'x')));
      stop();
      expect(seen).toHaveLength(statements);
    }
    expect(await stored(tenant)).toHaveLength(458);
  });

  it('merges by the values of before, whatever the order of the columns', async () => {
    const tenant = newTenant();
    const newer = (column: string): string =>
      `CASE WHEN {new.as_of} >= {old.as_of} THEN COALESCE({new.${column}}, {old.${column}}) ELSE COALESCE({old.${column}}, {new.${column}}) END`;
    const merge = {
      as_of: 'CASE WHEN {new.as_of} > {old.as_of} THEN {new.as_of} ELSE {old.as_of} END',
      name: newer('name'),
    };
    await insert(
      [
        person(tenant, 'a', 'old', LATER),
        person(tenant, 'b', null, LATER),
        person(tenant, 'c', 'old'),
      ],
      merge,
    );
    await insert(
      [
        person(tenant, 'a', 'stale'),
        person(tenant, 'b', 'gap filled'),
        person(tenant, 'c', 'new', LATER),
      ],
      merge,
    );
    await insert([person(tenant, 'c', null, LATER)], merge);
    expect(await stored(tenant)).toEqual([
      { id: 'a', name: 'old', as_of: LATER },
      { id: 'b', name: 'gap filled', as_of: LATER },
      { id: 'c', name: 'new', as_of: LATER },
    ]);
  });

  it('merges two rows of one call one after the other', async () => {
    const tenant = newTenant();
    const merge = { name: 'COALESCE({new.name}, {old.name})' };
    await insert(
      [person(tenant, 'a', 'first'), person(tenant, 'a', null), person(tenant, 'a', 'last')],
      merge,
    );
    expect((await stored(tenant))[0]?.name).toBe('last');
  });
});
