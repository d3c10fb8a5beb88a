import { readTimestamp, toIso, toMillis, toSqlTime } from './timestamp';

describe('readTimestamp', () => {
  it.each([
    ['2026-01-14T20:54:42.802Z', '2026-01-14 20:54:42.802', true, true],
    ['2026-01-14 20:54', '2026-01-14 20:54:00.000', false, false],
    ['2026-01-14t20:54:42,8z', '2026-01-14 20:54:42.800', true, true],
    ['2026-01-14T20:54:42.8029999Z', '2026-01-14 20:54:42.802', true, true],
    ['2026-01-14T20:54:42+00:00', '2026-01-14 20:54:42.000', true, true],
    ['2026-01-14T20:54:42+14', '2026-01-14 06:54:42.000', true, false],
    ['2026-01-01T00:00:00+0530', '2025-12-31 18:30:00.000', true, false],
    ['2016-12-31T23:59:60Z', '2016-12-31 23:59:59.999', true, true],
    ['2028-02-29T00:00:00Z', '2028-02-29 00:00:00.000', true, true],
  ])('reads %s', (text, time, zoned, utc) => {
    expect(readTimestamp(text)).toEqual({ time, zoned, utc });
  });

  it.each([
    '',
    '2026',
    '2026-01-14',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-01-14T24:00:00Z',
    '2026-01-14T23:60:00Z',
    '2026-01-14T23:59:61Z',
    '2026-01-14T00:00:00+15:00',
    '2026-01-14T00:00:00+01:60',
    '0999-12-31T23:59:59Z',
    '1000-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '2026-01-14T00:00:00Zx',
    ' 2026-01-14T00:00:00Z',
    '2026-01-14T00:00:00.Z',
    `2026-01-14T00:00:00.${'0'.repeat(40)}Z`,
  ])('reads no time from %j', (text) => {
    expect(readTimestamp(text)).toBeNull();
  });

  it('gives up on a long text at once', () => {
    const start = performance.now();
    expect(readTimestamp(`2026-01-14T00:00:00.${'0'.repeat(100_000)}`)).toBeNull();
    expect(performance.now() - start).toBeLessThan(50);
  });
});

describe('stored instants', () => {
  it('go to clients and back without a change', () => {
    const time = '2026-01-14 20:54:42.802';
    expect(toIso(time)).toBe('2026-01-14T20:54:42.802Z');
    expect(toSqlTime(toMillis(time))).toBe(time);
  });

  it('are of the years 1000 to 9999', () => {
    expect(toSqlTime(Date.UTC(9999, 11, 31, 23, 59, 59, 999))).toBe('9999-12-31 23:59:59.999');
    for (const millis of [
      Date.UTC(9999, 11, 31, 23, 59, 59, 999) + 1,
      Date.UTC(1000, 0, 1) - 1,
      Number.NaN,
      Infinity,
    ]) {
      expect(toSqlTime(millis)).toBeNull();
    }
  });
});

describe('years that DATETIME cannot hold', () => {
  it.each(['0000', '0001', '0099', '0100', '0999'])('refuses %s', (year) => {
    expect(readTimestamp(`${year}-06-01T00:00:00Z`)).toBeNull();
  });

  it('takes the first that it can', () => {
    expect(readTimestamp('1000-01-01T00:00:00Z')?.time).toBe('1000-01-01 00:00:00.000');
  });
});
