import type { SqlValue } from '../../src/storage/database';
import { insertRows } from '../../src/storage/insert-rows';
import type { OpenDatabase } from '../../src/storage/open-database';
import { type PageUnder, pageUnder } from '../../src/storage/page-under';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

const COLUMNS = ['tenant_id', 'id', 'person_id', 'course_id', 'roles', 'as_of', 'created_at'];

describeEachEngine('pageUnder', (engine) => {
  let database: OpenDatabase;
  const [tenant, stranger] = [newTenant(), newTenant()];
  const parent = (n: number): string => `course-${String(n).padStart(4, '0')}`;

  beforeAll(async () => {
    database = await engine.open();
    const row = (owner: string, course: number, n: number): SqlValue[] => {
      const at = '2026-01-01 00:00:00.000';
      return [
        owner,
        `${parent(course)}-m${String(n).padStart(3, '0')}`,
        `p${n % 3}`,
        parent(course),
        '[]',
        at,
        at,
      ];
    };
    // course n has n members, up to 40
    const rows = Array.from({ length: 41 }, (_, course) =>
      Array.from({ length: course }, (_, n) => [
        row(tenant, course, n),
        row(stranger, course, n),
      ]).flat(),
    ).flat();
    await insertRows(database.sql, database.dialect, {
      name: 'test',
      table: 'membership',
      columns: COLUMNS,
      key: ['tenant_id', 'id'],
      rows,
    });
  });

  const ask = async (over: Partial<PageUnder>): Promise<Map<string, string[]>> => {
    const statement = pageUnder(database.dialect, {
      tenantId: tenant,
      parents: [parent(1)],
      parentColumn: 'course_id',
      table: 'membership',
      key: ['tenant_id', 'id'],
      order: [{ column: 'id', descending: true }],
      limit: 3,
      columns: 'w.id, w.person_id',
      ...over,
    });
    const rows = await database.sql.rows<{ parent_id: string; id: string }>(
      'test.page',
      statement.text,
      statement.values,
      statement.shape,
    );
    const pages = new Map<string, string[]>();
    for (const { parent_id: under, id } of rows)
      pages.set(under, [...(pages.get(under) ?? []), id.slice(-3)]);
    return pages;
  };

  it('gives the first rows under each parent, in order, and none under a parent that has none', async () => {
    const pages = await ask({ parents: [parent(40), parent(2), parent(0), 'nobody'] });
    expect(pages).toEqual(
      new Map(
        [
          [parent(40), ['039', '038', '037']],
          [parent(2), ['001', '000']],
        ].map(([k, v]) => [k, v] as [string, string[]]),
      ),
    );
  });

  it('goes the other way too', async () => {
    const pages = await ask({
      parents: [parent(40), parent(2), parent(7)],
      order: [{ column: 'id', descending: false }],
    });
    expect(pages.get(parent(40))).toEqual(['000', '001', '002']);
    expect(pages.get(parent(2))).toEqual(['000', '001']);
  });

  it('asks more of the rows before it counts them', async () => {
    const where = { text: 'k.person_id = ? AND k.id < ?', values: ['p0', `${parent(40)}-m030`] };
    expect(await ask({ parents: [parent(40), parent(7)], where })).toEqual(
      new Map(
        [
          [parent(40), ['027', '024', '021']],
          [parent(7), ['006', '003', '000']],
        ].map(([k, v]) => [k, v] as [string, string[]]),
      ),
    );
  });

  it('joins to each row what belongs to it, and keeps rows to which nothing does', async () => {
    const joins =
      ' LEFT JOIN membership m ON m.tenant_id = w.tenant_id AND m.id = w.id AND m.person_id = w.person_id AND m.person_id <> ';
    const none = await ask({ parents: [parent(40), parent(2)], joins: `${joins}'p0'` });
    expect(none.get(parent(40))).toEqual(['039', '038', '037']);
    const statement = pageUnder(database.dialect, {
      ...{ tenantId: tenant, parents: [parent(4)], parentColumn: 'course_id', table: 'membership' },
      ...{ key: ['tenant_id', 'id'], order: [{ column: 'id', descending: false }], limit: 4 },
      columns: 'w.person_id AS own, m.person_id AS joined',
      joins: `${joins}'p0'`,
    });
    const rows = await database.sql.rows<{ own: string; joined: string | null }>(
      'test.joined',
      statement.text,
      statement.values,
      statement.shape,
    );
    expect(rows.map(({ own, joined }) => [own, joined])).toEqual([
      ['p0', null],
      ['p1', 'p1'],
      ['p2', 'p2'],
      ['p0', null],
    ]);
  });

  it('enters the index by what the parents’ own table says of each', async () => {
    const member = (course: number, n: number): string => `${parent(course)}-m00${n}`;
    const pages = await ask({
      parents: [member(7, 3), member(2, 0), 'nobody'],
      parentColumn: 'id',
      through: { table: 'membership', column: 'course_id' },
    });
    expect(pages).toEqual(
      new Map([
        [member(7, 3), ['003']],
        [member(2, 0), ['000']],
      ]),
    );
  });

  it('answers for a thousand parents in one statement, and refuses more', async () => {
    const parents = Array.from({ length: 1_000 }, (_, n) => parent(n));
    const pages = await ask({ parents, limit: 50 });
    expect([...pages.values()].map((ids) => ids.length).reduce((sum, n) => sum + n)).toBe(820);
    await expect(ask({ parents: [...parents, 'one more'] })).rejects.toThrow(RangeError);
  });

  it('has few texts, so that they can be prepared', () => {
    const page = {
      tenantId: tenant,
      parentColumn: 'course_id',
      table: 'membership',
      key: ['tenant_id', 'id'],
      order: [],
      limit: 3,
      columns: 'w.id',
    };
    const texts = [11, 12, 19, 20].map(
      (count) => pageUnder(database.dialect, { ...page, parents: Array(count).fill('x') }).text,
    );
    expect(new Set(texts).size).toBe(1);
  });
});
