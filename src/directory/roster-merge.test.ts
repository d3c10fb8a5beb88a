import { differenceOf, isStale } from './roster-merge';

const ATTRIBUTES = ['name', 'email'];
const row = { name: 'Ada', email: null, asOf: '2026-03-01 00:00:00.000' };
const facts = (asOf: string, attributes: Record<string, string | null>) => ({ asOf, attributes });

describe('comparing facts with a row', () => {
  it.each([
    ['a newer fact that is other', '2026-03-01 00:00:00.001', { name: 'Ada L' }, 'OTHER'],
    ['an older fact that is other', '2026-02-28 23:59:59.999', { name: 'Ada L' }, 'NONE'],
    ['a fact of the same instant that is other', row.asOf, { name: 'Ada L' }, 'OTHER'],
    ['what is other and fills a gap', row.asOf, { name: 'Ada L', email: 'a@x' }, 'OTHER'],
    ['an older fact that fills a gap', '2026-01-01 00:00:00.000', { email: 'a@x' }, 'GAP'],
    ['a newer fact that is the same', '2026-03-01 23:59:59.999', { name: 'Ada' }, 'NONE'],
    ['the same a day later', '2026-03-02 00:00:00.000', { name: 'Ada' }, 'AGE'],
    ['nothing a day later', '2026-03-02 00:00:00.000', { name: null }, 'NONE'],
  ])('tells %s: %s', (_, asOf, attributes, expected) => {
    expect(differenceOf(facts(asOf, attributes), row, ATTRIBUTES)).toBe(expected);
  });

  it('refreshes the age of a row after a day, never backwards', () => {
    expect(isStale(row.asOf, '2026-03-02 00:00:00.000')).toBe(true);
    expect(isStale(row.asOf, '2026-03-01 23:59:59.999')).toBe(false);
    expect(isStale(row.asOf, '2026-01-01 00:00:00.000')).toBe(false);
    expect(isStale(null, row.asOf)).toBe(false);
  });
});
