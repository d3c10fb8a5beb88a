import { CodedError } from '../kernel/coded-error';
import { type Door, type Metrics, NO_METRICS } from '../kernel/metrics';
import { NO_TRACING, type TracePoint, type Tracing } from '../kernel/tracing';
import type { PreparedIngest, WrittenReceipt } from './prepared';

/** Tells metrics and traces what becomes of calls, and of the transactions that calls share. */
export class IngestWatch {
  /** Where in a trace a call came from, for the transaction that it will share with others. */
  private readonly origins = new WeakMap<PreparedIngest, TracePoint>();

  constructor(
    private readonly metrics: Metrics = NO_METRICS,
    private readonly tracing: Tracing = NO_TRACING,
  ) {}

  /** Watches one call from being read to its commit. */
  async call(
    door: Door,
    ingest: PreparedIngest,
    write: () => Promise<WrittenReceipt>,
  ): Promise<WrittenReceipt> {
    const { source, items } = ingest;
    const start = performance.now();
    const origin = this.tracing.here();
    if (origin) this.origins.set(ingest, origin);
    this.metrics.received(door, source, items.length);
    try {
      const receipt = await write();
      const seconds = (performance.now() - start) / 1_000;
      this.metrics.acknowledged({ door, source, outcomes: receipt.outcomes, seconds });
      return receipt;
    } catch (error) {
      const code = error instanceof CodedError ? error.code : 'INTERNAL_SERVER_ERROR';
      this.metrics.refused(door, source, code);
      throw error;
    }
  }

  /** Watches a transaction. Its span begins a trace of its own, linked to those of its calls. */
  async group<T>(ingests: readonly PreparedIngest[], write: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const origins = ingests.flatMap((ingest) => this.origins.get(ingest) ?? []);
    let failed = true;
    try {
      const written = await this.tracing.span('events.write', write, origins);
      failed = false;
      return written;
    } finally {
      const items = ingests.reduce((sum, ingest) => sum + ingest.items.length, 0);
      const seconds = (performance.now() - start) / 1_000;
      this.metrics.written({ calls: ingests.length, items, seconds, failed });
    }
  }
}
