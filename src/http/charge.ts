import type { Principal } from '../kernel/principal';
import type { Standing } from '../limits/standing';

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
