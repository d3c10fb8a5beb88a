import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { CodedError } from '../kernel/coded-error';
import type { Principal } from '../kernel/principal';
import type { Standing } from './standing';

/** Units of a minute; 0: as many as there are. */
export interface RateLimitsOptions {
  /** Of one key or user. */
  readonly perSubject: number;
  /** Of a tenant's keys and users together. */
  readonly perTenant: number;
  /** Where gateways share what was spent; null: each counts for itself. */
  readonly redis: Redis | null;
  /** Is told of each refusal, and of whose limit it was. */
  readonly refused?: (limit: 'subject' | 'tenant') => void;
}

const WINDOW_SECONDS = 60;

interface Budget {
  readonly name: 'subject' | 'tenant';
  readonly limit: number;
  readonly limiter: RateLimiterAbstract;
  readonly keyOf: (principal: Principal) => string;
}

/**
 * Counts what clients spend in units of cost: an operation's, and one for each event that is taken in. What is
 * refused counts too, so that asking again at once is no way around. While Redis cannot be asked each gateway
 * counts for itself: a limit is never a reason to fail.
 */
export class RateLimits {
  private readonly budgets: readonly Budget[];
  private readonly refused: (limit: Budget['name']) => void;

  constructor({ perSubject, perTenant, redis, refused }: RateLimitsOptions) {
    this.refused = refused ?? (() => undefined);
    const budget = (name: Budget['name'], limit: number, keyOf: Budget['keyOf']): Budget[] =>
      limit === 0 ? [] : [{ name, limit, limiter: limiterOf(name, limit, redis), keyOf }];
    this.budgets = [
      ...budget('subject', perSubject, ({ tenantId, subject }) => `${tenantId}/${subject}`),
      ...budget('tenant', perTenant, ({ tenantId }) => tenantId),
    ];
  }

  /**
   * Takes units out of a client's budget and its tenant's.
   * @returns what is left of the one that ends first; null where nothing is limited.
   * @throws CodedError RATE_LIMITED.
   */
  charge(principal: Principal, units: number): Promise<Standing | null> | null {
    return this.budgets.length === 0 ? null : this.take(principal, Math.max(1, Math.ceil(units)));
  }

  private async take(principal: Principal, units: number): Promise<Standing | null> {
    let least: Standing | null = null;
    for (const { name, limit, limiter, keyOf } of this.budgets) {
      const left = await limiter.consume(keyOf(principal), units).catch((refusal: unknown) => {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        this.refused(name);
        throw rateLimited(limit, refusal);
      });
      const standing = { limit, remaining: left.remainingPoints, reset: seconds(left) };
      if (!least || standing.remaining < least.remaining) least = standing;
    }
    return least;
  }
}

function limiterOf(name: string, points: number, redis: Redis | null): RateLimiterAbstract {
  const options = { keyPrefix: `leg:rate:${name}`, points, duration: WINDOW_SECONDS };
  const memory = new RateLimiterMemory(options);
  if (!redis) return memory;
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
  });
}

function seconds({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}

function rateLimited(limit: number, refusal: RateLimiterRes): CodedError {
  const retryAfter = seconds(refusal);
  return new CodedError(
    'RATE_LIMITED',
    `at most ${limit} units may be spent in a minute, and they are; ask again in ${retryAfter} s`,
    { required: `at most ${limit} units in ${WINDOW_SECONDS} s`, retryAfter },
  );
}
