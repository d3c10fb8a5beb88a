import { Registry } from 'prom-client';
import { type Metrics, NO_METRICS } from '../kernel/metrics';
import type { Tracing } from '../kernel/tracing';
import type { DatabaseWatch } from '../storage/database-watch';
import { databaseMetrics } from './database-metrics';
import { httpMetrics } from './http-metrics';
import { ingestMetrics } from './ingest-metrics';
import { OTEL_TRACING, traceStatement } from './otel-tracing';
import { processMetrics } from './process-metrics';
import { type StateSources, stateMetrics } from './state-metrics';

/** How a gateway is watched. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly databaseWatch: DatabaseWatch;
  /** Where all metrics stand; null where nobody counts. */
  readonly registry: Registry | null;
  /** Names what is asked for its state at each scrape. */
  watchState(sources: StateSources): void;
}

/**
 * Made once for each gateway; nothing of it is global but OpenTelemetry's own API.
 * @param engine the name of the database's engine. @param build what runs, for `leg_build_info`.
 */
export function createTelemetry(
  counts: boolean,
  engine: string,
  build: Readonly<Record<string, string>>,
): Telemetry {
  if (!counts) {
    return {
      metrics: NO_METRICS,
      tracing: OTEL_TRACING,
      databaseWatch: {
        statement: (name) => traceStatement(name, engine),
        waited: () => {},
        retried: () => {},
      },
      registry: null,
      watchState: () => {},
    };
  }
  const registry = new Registry();
  const counted = databaseMetrics(registry);
  processMetrics(registry, { ...build, engine });
  return {
    tracing: OTEL_TRACING,
    metrics: { ...httpMetrics(registry), ...ingestMetrics(registry) },
    databaseWatch: {
      ...counted,
      statement: (name) => both(counted.statement(name), traceStatement(name, engine)),
    },
    registry,
    watchState: (sources) => stateMetrics(registry, sources),
  };
}

function both(one: (error?: unknown) => void, other: (error?: unknown) => void) {
  return (error?: unknown): void => {
    one(error);
    other(error);
  };
}
