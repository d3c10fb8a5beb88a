import type { Principal } from '../kernel/principal';

/** What is left of a budget of units. */
export interface Standing {
  /** Units of a window. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until all are there again. */
  readonly reset: number;
}

/**
 * Takes units from what somebody may spend.
 * @returns what is left; null where nothing is limited.
 * @throws CodedError RATE_LIMITED, with `retryAfter` in seconds.
 */
export type Charge = (principal: Principal, units: number) => Promise<Standing | null> | null;

/** As draft 03 of the IETF's RateLimit header fields has them, which clients know. */
export function standingHeaders({ limit, remaining, reset }: Standing): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(reset),
  };
}
