import { Redis } from 'ioredis';

/** What is told of Redis. */
export interface RedisReport {
  /** Once when it cannot be asked, and not again before it can. */
  lost(error: Error): void;
  found(): void;
}

/** Milliseconds that a count may take: longer, and the gateway counts for itself. */
const COMMAND_TIMEOUT = 250;

/** A Redis that is asked at once or not at all: nothing waits for it, and nothing fails without it. */
export function openCounters(url: string, report: RedisReport): Redis {
  let isLost = false;
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT,
    connectTimeout: 2_000,
    // At a Redis that is away, its end is waited for in vain.
    disconnectTimeout: COMMAND_TIMEOUT,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  });
  redis.on('error', (error: Error) => {
    if (!isLost) report.lost(error);
    isLost = true;
  });
  redis.on('ready', () => {
    if (isLost) report.found();
    isLost = false;
  });
  return redis;
}
