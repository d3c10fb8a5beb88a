import { Counter, Histogram, type Registry } from 'prom-client';
import type { AcknowledgedCall, Metrics } from '../kernel/metrics';
import { BoundedWords } from './bounded-words';
import { GROUP_SIZES, REQUEST_SECONDS } from './buckets';

type IngestMetrics = Pick<Metrics, 'received' | 'acknowledged' | 'refused' | 'written'>;

/** Events on their way in: received = stored + duplicate + quarantined + rejected, once all are answered. */
export function ingestMetrics(registry: Registry): IngestMetrics {
  const registers = [registry];
  const door = ['door', 'source'] as const;
  const received = new Counter({
    name: 'leg_events_received_total',
    help: 'Items of calls that were read, before they are written.',
    labelNames: door,
    registers,
  });
  const outcomes = new Counter({
    name: 'leg_events_total',
    help: 'Items that were acknowledged, by outcome; code is the first problem of those that were not stored.',
    labelNames: [...door, 'outcome', 'code'] as const,
    registers,
  });
  const refused = new Counter({
    name: 'leg_ingest_refused_calls_total',
    help: 'Calls of which nothing was stored, by code.',
    labelNames: [...door, 'code'] as const,
    registers,
  });
  const acknowledged = new Histogram({
    name: 'leg_acknowledgement_duration_seconds',
    help: 'Time from a call that was read to its commit.',
    labelNames: door,
    buckets: REQUEST_SECONDS,
    registers,
  });
  const groupSeconds = new Histogram({
    name: 'leg_write_group_duration_seconds',
    help: 'Time of write transactions, tries included.',
    labelNames: ['outcome'] as const,
    buckets: REQUEST_SECONDS,
    registers,
  });
  const groupItems = new Histogram({
    name: 'leg_write_group_items',
    help: 'Items that one write transaction took.',
    buckets: GROUP_SIZES,
    registers,
  });
  const groupCalls = new Histogram({
    name: 'leg_write_group_calls',
    help: 'Calls that shared one write transaction.',
    buckets: GROUP_SIZES,
    registers,
  });
  const codes = new BoundedWords(200);
  return {
    received: (at, source, items) => received.inc({ door: at, source }, items),
    refused: (at, source, code) => refused.inc({ door: at, source, code: codes.of(code) }),
    acknowledged(call) {
      acknowledged.observe({ door: call.door, source: call.source }, call.seconds);
      for (const [ending, count] of endings(call)) {
        const [outcome = '', code = ''] = ending.split(' ');
        outcomes.inc(
          { door: call.door, source: call.source, outcome, code: codes.of(code) },
          count,
        );
      }
    },
    written({ items, calls, seconds, failed }) {
      groupSeconds.observe({ outcome: failed ? 'error' : 'ok' }, seconds);
      groupItems.observe(items);
      groupCalls.observe(calls);
    },
  };
}

/** How many items ended alike: by outcome, and by the code of what kept them from being stored. */
function endings({ outcomes }: AcknowledgedCall): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { status, problems } of outcomes) {
    const isKept = status === 'STORED' || status === 'DUPLICATE';
    const ending = `${status.toLowerCase()} ${isKept ? '' : (problems[0]?.code ?? '')}`;
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  return counts;
}
