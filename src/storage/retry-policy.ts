import type { Outage } from './storage-error';

/** How often, and for how long, a transaction is tried again. */
export interface RetryBudget {
  /** Tries in all, the first included. */
  readonly tries: number;
  /** Milliseconds from the first try after which no other begins. */
  readonly millis: number;
}

/** What a caller can be asked to wait for. */
export const RETRY_BUDGET: RetryBudget = { tries: 10, millis: 5_000 };

const FIRST_DELAY = 5;
const LONGEST_DELAY = 500;

/**
 * How long to wait before the next try, in milliseconds; null when the budget is spent or the outage is
 * none that another try could mend. Doubles each time, and is spread so that two that collided part.
 * @param failures how many tries have failed, from 1.
 * @param elapsed milliseconds since the first try began.
 * @param random from 0 to 1.
 */
export function retryDelay(
  outage: Outage,
  failures: number,
  elapsed: number,
  random: number,
  budget: RetryBudget = RETRY_BUDGET,
): number | null {
  if (outage !== 'ROLLED_BACK' && outage !== 'LOST') return null;
  if (failures >= budget.tries) return null;
  const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1));
  const delay = Math.ceil(ceiling * (0.5 + random / 2));
  return elapsed + delay >= budget.millis ? null : delay;
}
