import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';

/** Gauges whose names end like counters; those of single types stay out with their sums. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_handles',
  'nodejs_active_requests_total',
  'nodejs_active_requests',
  'nodejs_active_resources_total',
];

/**
 * The process itself: CPU, memory, garbage collection, lag of the event loop, open files, and which build
 * of the gateway it is.
 */
export function processMetrics(registry: Registry, build: Readonly<Record<string, string>>): void {
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const info = new Gauge({
    name: 'leg_build_info',
    help: 'Always 1; the labels say what runs.',
    labelNames: Object.keys(build),
    registers: [registry],
  });
  info.set(build, 1);
}
