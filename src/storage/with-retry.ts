import { setTimeout as sleep } from 'node:timers/promises';
import { retryDelay } from './retry-policy';
import { type Outage, UnavailableError } from './storage-error';

/**
 * Runs `attempt` until it resolves, its error is none that another try could mend, or the budget is spent
 * (see retryDelay). The last error is thrown.
 * @param mendable which outages may be tried again: all by default; a lone change must not be repeated after
 *   a lost connection, because it may have been done.
 * @param retried is told before each other try.
 */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  mendable: (outage: Outage) => boolean = () => true,
  retried: (outage: Outage) => void = () => {},
): Promise<T> {
  const start = performance.now();
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof UnavailableError) || !mendable(error.outage)) throw error;
      const delay = retryDelay(error.outage, failures, performance.now() - start, Math.random());
      if (delay === null) throw error;
      retried(error.outage);
      await sleep(delay);
    }
  }
}
