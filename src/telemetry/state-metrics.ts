import { Gauge, type Registry } from 'prom-client';
import type { PoolState } from '../storage/database-watch';

/** What is asked for its state each time that somebody scrapes. */
export interface StateSources {
  readonly pool: () => PoolState;
  readonly queue: () => {
    readonly waitingItems: number;
    readonly waitingCalls: number;
    readonly maxItems: number;
    readonly busyWriters: number;
  };
  readonly readiness: () => Promise<'ready' | 'degraded' | 'draining' | 'not ready'>;
}

/** Numbers that are read when they are asked for. */
export function stateMetrics(registry: Registry, { pool, queue, readiness }: StateSources): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  };
  gauge('leg_database_connections_max', 'Connections that the pool may have.', () => pool().size);
  gauge('leg_database_connections_in_use', 'Connections that are in use.', () => pool().inUse);
  gauge('leg_database_connections_waiting', 'Who waits for a connection.', () => pool().waiting);
  gauge('leg_write_queue_items', 'Items that wait to be written.', () => queue().waitingItems);
  gauge('leg_write_queue_calls', 'Calls that wait to be written.', () => queue().waitingCalls);
  gauge('leg_write_queue_items_max', 'Items that may wait.', () => queue().maxItems);
  gauge('leg_write_queue_writers', 'Write transactions at work.', () => queue().busyWriters);
  gauge('leg_ready', '1 while the gateway is ready, degraded or not; else 0.', async () =>
    ['ready', 'degraded'].includes(await readiness()) ? 1 : 0,
  );
  gauge('leg_degraded', '1 while commits may not reach the disk; else 0.', async () =>
    (await readiness()) === 'degraded' ? 1 : 0,
  );
}
