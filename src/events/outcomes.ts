import type { Claim } from './claims';
import { conflict } from './conflicts';
import type { Outcome, PreparedIngest, PreparedItem, PreparedQuarantine } from './prepared';
import { enterQuarantine, type WriteWork } from './write-work';

type Holders = ReadonlyMap<string, Claim>;

/**
 * How each item of a call ended, now that it is known who holds each identity. An event whose identity
 * other content holds goes to quarantine, into `work`, or is rejected.
 */
export function outcomesOf(
  ingest: PreparedIngest,
  events: Holders,
  descriptions: Holders,
  work: WriteWork,
): Outcome[] {
  return ingest.items.map((item) => {
    switch (item.kind) {
      case 'REJECTED':
        return outcome('REJECTED', { problems: item.problems });
      case 'QUARANTINE':
        return quarantined(item.quarantine);
      case 'DESCRIPTION': {
        const { id, identity } = item.description;
        return outcome(descriptions.get(identity)?.id === id ? 'STORED' : 'DUPLICATE', {});
      }
      case 'EVENT':
        return outcomeOfEvent(ingest, item, events, work);
    }
  });
}

function outcomeOfEvent(
  ingest: PreparedIngest,
  { event, onConflict }: Extract<PreparedItem, { kind: 'EVENT' }>,
  events: Holders,
  work: WriteWork,
): Outcome {
  const holder = events.get(event.identity);
  if (!holder || holder.id === event.id) return outcome('STORED', { eventId: event.id });
  if (holder.contentHash === event.contentHash) return outcome('DUPLICATE', { eventId: holder.id });
  const problems = [conflict(holder.id)];
  if (!onConflict) return outcome('REJECTED', { problems });
  const quarantine = onConflict(problems);
  enterQuarantine(work, ingest, quarantine);
  return quarantined(quarantine);
}

function quarantined({ id, problems }: PreparedQuarantine): Outcome {
  return outcome('QUARANTINED', { quarantineId: id, problems });
}

function outcome(status: Outcome['status'], more: Partial<Outcome>): Outcome {
  return { status, eventId: null, quarantineId: null, problems: [], ...more };
}
