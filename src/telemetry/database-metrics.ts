import { Counter, Histogram, type Registry } from 'prom-client';
import type { DatabaseWatch } from '../storage/database-watch';
import { UnavailableError } from '../storage/storage-error';
import { BoundedWords } from './bounded-words';
import { STATEMENT_SECONDS } from './buckets';

const DEADLOCK = 'ER_LOCK_DEADLOCK';

/** Statements by name, waits for a connection, and what had to be tried again. */
export function databaseMetrics(registry: Registry): DatabaseWatch {
  const registers = [registry];
  const statements = new Histogram({
    name: 'leg_database_statement_duration_seconds',
    help: 'Time of statements by name; BEGIN and COMMIT carry the name of their transaction.',
    labelNames: ['statement'] as const,
    buckets: STATEMENT_SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'leg_database_failures_total',
    help: 'Statements that failed, by why: rolled_back, lost, timeout, busy, no_space, no_statements, or refused by the engine.',
    labelNames: ['reason'] as const,
    registers,
  });
  const deadlocks = new Counter({
    name: 'leg_database_deadlocks_total',
    help: 'Statements that the engine chose to end a deadlock.',
    registers,
  });
  const retries = new Counter({
    name: 'leg_database_retries_total',
    help: 'Statements and transactions that were tried again, by why.',
    labelNames: ['reason'] as const,
    registers,
  });
  const waits = new Histogram({
    name: 'leg_database_connection_wait_seconds',
    help: 'Time that was waited for a connection.',
    buckets: STATEMENT_SECONDS,
    registers,
  });
  const names = new BoundedWords(300);
  return {
    statement(name) {
      const start = performance.now();
      const statement = names.of(name);
      return (error) => {
        statements.observe({ statement }, (performance.now() - start) / 1_000);
        if (error === undefined) return;
        const outage = error instanceof UnavailableError ? error.outage : 'REFUSED';
        failures.inc({ reason: outage.toLowerCase() });
        if (error instanceof UnavailableError && error.engineCode === DEADLOCK) deadlocks.inc();
      };
    },
    waited: (seconds) => waits.observe(seconds),
    retried: (outage) => retries.inc({ reason: outage.toLowerCase() }),
  };
}
