import { differs, isStale } from './roster-merge';

const ATTRIBUTES = ['name', 'email'];
const row = { name: 'Ada', email: null, asOf: '2026-03-01 00:00:00.000' };
const facts = (asOf: string, attributes: Record<string, string | null>) => ({ asOf, attributes });

describe('comparing facts with a row', () => {
  it.each([
    ['a newer fact that is other', '2026-03-01 00:00:00.001', { name: 'Ada L' }, true],
    ['an older fact that is other', '2026-02-28 23:59:59.999', { name: 'Ada L' }, false],
    ['a fact of the same instant that is other', row.asOf, { name: 'Ada L' }, true],
    ['an older fact that fills a gap', '2026-01-01 00:00:00.000', { email: 'a@x' }, true],
    ['a newer fact that is the same', '2026-03-01 23:59:59.999', { name: 'Ada' }, false],
    ['the same a day later', '2026-03-02 00:00:00.000', { name: 'Ada' }, true],
    ['nothing a day later', '2026-03-02 00:00:00.000', { name: null }, false],
  ])('takes %s as news: %s', (_, asOf, attributes, expected) => {
    expect(differs(facts(asOf, attributes), row, ATTRIBUTES)).toBe(expected);
  });

  it('refreshes the age of a row after a day, never backwards', () => {
    expect(isStale(row.asOf, '2026-03-02 00:00:00.000')).toBe(true);
    expect(isStale(row.asOf, '2026-03-01 23:59:59.999')).toBe(false);
    expect(isStale(row.asOf, '2026-01-01 00:00:00.000')).toBe(false);
    expect(isStale(null, row.asOf)).toBe(false);
  });
});
