import { insertRows } from '../../src/storage/insert-rows';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

describeEachEngine('dialect.bucket', (engine) => {
  it.each([
    [
      '2026-03-29 02:30:00.001',
      '2026-03-29 02:00:00.000',
      '2026-03-29 00:00:00.000',
      '2026-03-23 00:00:00.000',
    ],
    [
      '2026-03-30 00:00:00.000',
      '2026-03-30 00:00:00.000',
      '2026-03-30 00:00:00.000',
      '2026-03-30 00:00:00.000',
    ],
    [
      '2027-01-01 23:59:59.999',
      '2027-01-01 23:00:00.000',
      '2027-01-01 00:00:00.000',
      '2026-12-28 00:00:00.000',
    ],
    [
      '2028-02-29 12:00:00.000',
      '2028-02-29 12:00:00.000',
      '2028-02-29 00:00:00.000',
      '2028-02-28 00:00:00.000',
    ],
  ])('puts %s into its hour, its day, and its week from Monday', async (at, hour, day, week) => {
    const database = await engine.open();
    const tenant = newTenant();
    await insertRows(database.sql, database.dialect, {
      name: 'test',
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
      rows: [[tenant, 'k', 'PERSON', 'IRI', '', 'v', 'p', at]],
    });
    const bucket = (unit: 'HOUR' | 'DAY' | 'WEEK'): string =>
      database.dialect.bucket(unit, 'i.created_at');
    const rows = await database.sql.rows(
      'test.bucket',
      `SELECT ${bucket('HOUR')} AS hour, ${bucket('DAY')} AS day, ${bucket('WEEK')} AS week, MAX(i.created_at) AS latest
        FROM identifier i WHERE i.tenant_id = ? GROUP BY ${bucket('HOUR')}, ${bucket('DAY')}, ${bucket('WEEK')}`,
      [tenant],
    );
    expect(rows).toEqual([{ hour, day, week, latest: at }]);
  });
});
