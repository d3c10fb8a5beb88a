import type { Logger } from 'pino';
import type { Config } from './config';
import type { Charge } from './http/charge';
import { EventAdmission } from './limits/event-admission';
import { RateLimits } from './limits/rate-limits';
import { type Metrics, NO_METRICS } from './kernel/metrics';
import { openCounters } from './limits/shared-counters';

/** What clients may spend, and who counts it. */
export interface GatewayLimits {
  readonly charge: Charge;
  readonly admission: EventAdmission;
  close(): void;
}

/** Opens what counts requests and events: in memory, or shared through Redis. */
export function openLimits(
  config: Config,
  logger: Logger,
  metrics: Pick<Metrics, 'rateLimited'> = NO_METRICS,
): GatewayLimits {
  const redis =
    config.redisUrl === null
      ? null
      : openCounters(config.redisUrl, {
          lost: ({ message }) =>
            logger.warn({ reason: message }, 'Redis cannot be asked: rate limits count by gateway'),
          found: () => logger.info('Redis can be asked: rate limits are shared'),
        });
  const limits = new RateLimits({
    perSubject: config.rateLimit,
    perTenant: config.rateLimitTenant,
    redis,
    refused: (limit) => metrics.rateLimited(limit),
  });
  const charge: Charge = (principal, units) => limits.charge(principal, units);
  return {
    charge,
    admission: new EventAdmission(
      { perRequest: config.maxEvents, cost: config.rateLimitEvent },
      charge,
    ),
    close: () => redis?.disconnect(),
  };
}
