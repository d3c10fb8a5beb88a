import { readFileSync } from 'node:fs';

/** What an attack may cost others, beyond what is allowed to all. */
export interface Allowance {
  /** Times 250 ms that one turn of the event loop may take, with the reason at the attack. */
  readonly turns?: number;
  /** What another tenant may be answered besides 200, where the attack is on what everybody stands on. */
  readonly refusals?: readonly number[];
  /** Milliseconds that another tenant may wait, where a deadline of the gateway's ends it. */
  readonly patience?: number;
}

/** What was seen while an attack was made, and what was allowed. */
export interface Finding {
  /** Milliseconds that the event loop was late, at the 99th percentile. */
  readonly late: number;
  readonly mayBeLate: number;
  /** Milliseconds that another tenant waited, at the 99th percentile. */
  readonly waited: number;
  readonly mayWait: number;
}

/** Milliseconds, at the 99th percentile, where the gateway has a processor whenever it wants one. */
const LATE = 250;
const WAIT = 1_000;

/**
 * Holds what was seen to the bounds. They are stretched by as much as other programs kept the gateway from
 * running in the same seconds, and by nothing that the gateway itself did.
 * @param seen milliseconds.
 * @param share see `shareOf`.
 */
export function findingOf(
  seen: { readonly late: number; readonly waits: readonly number[] },
  share: number,
  { turns = 1, patience = WAIT }: Allowance,
): Finding {
  return {
    late: seen.late,
    mayBeLate: LATE * turns * share,
    waited: percentile(seen.waits, 0.99),
    mayWait: patience * share,
  };
}

/** Whether nobody was kept waiting for longer than allowed. */
export function isWithin({ late, mayBeLate, waited, mayWait }: Finding): boolean {
  return late < mayBeLate && waited < mayWait;
}

/** The value that so much of all is no larger than; of fewer than a hundred the largest is the 99th percentile. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
}

/**
 * Begins to measure how much longer a process took than it would have alone: the time that its main thread
 * ran and waited for a processor, by the time that it ran. @returns what ends it: 1 or more, and 1 where
 * the system does not tell.
 */
export function shareOf(pid: number): () => number {
  const before = scheduled(pid);
  return () => {
    const after = scheduled(pid);
    const ran = after.ran - before.ran;
    return ran > 0 ? 1 + (after.waited - before.waited) / ran : 1;
  };
}

function scheduled(pid: number): { readonly ran: number; readonly waited: number } {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8');
    const [ran = 0, waited = 0] = text.split(' ').map(Number);
    return { ran, waited };
  } catch {
    return { ran: 0, waited: 0 };
  }
}
