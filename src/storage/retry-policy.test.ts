import { RETRY_BUDGET, retryDelay } from './retry-policy';

describe('retryDelay', () => {
  it('waits longer each time, spread over a half, and never longer than half a second', () => {
    const delays = [1, 2, 3, 7, 9].map((failures) => [
      retryDelay('ROLLED_BACK', failures, 0, 0),
      retryDelay('ROLLED_BACK', failures, 0, 1),
    ]);
    expect(delays).toEqual([
      [3, 5],
      [5, 10],
      [10, 20],
      [160, 320],
      [250, 500],
    ]);
  });

  it('ends when the tries or the time are spent', () => {
    expect(retryDelay('LOST', RETRY_BUDGET.tries, 0, 0)).toBeNull();
    expect(retryDelay('LOST', 1, RETRY_BUDGET.millis - 1, 0)).toBeNull();
    expect(retryDelay('LOST', RETRY_BUDGET.tries - 1, 0, 0)).not.toBeNull();
  });

  it('tries nothing again that was too slow, or that found no connection, no space or no statement: that would add to the load', () => {
    for (const outage of ['TIMEOUT', 'BUSY', 'NO_SPACE', 'NO_STATEMENTS'] as const)
      expect(retryDelay(outage, 1, 0, 0)).toBeNull();
  });
});
