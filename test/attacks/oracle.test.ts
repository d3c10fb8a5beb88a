import { findingOf, percentile, shareOf } from './oracle';

describe('the oracle of the attacks', () => {
  it('allows 250 ms and a second at the 99th percentile, more where others had the processor', () => {
    const seen = { late: 100, waits: [5, 900, 7] };
    expect(findingOf(seen, 1, {})).toEqual({
      late: 100,
      mayBeLate: 250,
      waited: 900,
      mayWait: 1_000,
    });
    expect(findingOf(seen, 2, { turns: 3, patience: 4_000 })).toMatchObject({
      mayBeLate: 1_500,
      mayWait: 8_000,
    });
  });

  it('lets one wait in a hundred be long', () => {
    const waits = Array.from({ length: 200 }, (_, n) => n + 1);
    expect(percentile(waits, 0.99)).toBe(198);
    expect(percentile(waits.slice(0, 50), 0.99)).toBe(50);
    expect(percentile([], 0.99)).toBe(0);
  });

  it('is not stretched by what the process itself does', () => {
    const ended = shareOf(process.pid);
    const until = performance.now() + 200;
    while (performance.now() < until);
    expect(ended()).toBeGreaterThanOrEqual(1);
    expect(shareOf(0)()).toBe(1);
  });
});
