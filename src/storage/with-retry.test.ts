import { UnavailableError } from './storage-error';
import { withRetry } from './with-retry';

describe('withRetry', () => {
  const failing = (
    times: number,
    error: Error,
  ): { calls: number; attempt: () => Promise<string> } => {
    const counter = {
      calls: 0,
      attempt: async () => {
        counter.calls += 1;
        if (counter.calls <= times) throw error;
        return 'done';
      },
    };
    return counter;
  };

  it('goes on until the attempt succeeds', async () => {
    const twice = failing(2, new UnavailableError('ROLLED_BACK', 'x'));
    expect(await withRetry(twice.attempt)).toBe('done');
    expect(twice.calls).toBe(3);
  });

  it('throws the last error when the budget is spent', async () => {
    const error = new UnavailableError('ROLLED_BACK', 'x');
    const ever = failing(Infinity, error);
    await expect(withRetry(ever.attempt)).rejects.toBe(error);
    expect(ever.calls).toBe(10);
  });

  it('does not repeat what may have been done, nor what another try can not mend', async () => {
    const lost = failing(1, new UnavailableError('LOST', 'x'));
    await expect(withRetry(lost.attempt, (outage) => outage === 'ROLLED_BACK')).rejects.toThrow(
      'x',
    );
    const other = failing(1, new Error('y'));
    await expect(withRetry(other.attempt)).rejects.toThrow('y');
    expect([lost.calls, other.calls]).toEqual([1, 1]);
  });
});
