import { RosterBatch } from '../directory/roster-batch';
import { enterRoster, type EventSlots } from './event-row';
import type {
  PreparedDescription,
  PreparedEvent,
  PreparedIngest,
  PreparedQuarantine,
} from './prepared';
import { PackPlan } from './text-pack';

/** An event with the call that brought it. */
export interface EventWork {
  readonly ingest: PreparedIngest;
  readonly index: number;
  readonly event: PreparedEvent;
  readonly slots: EventSlots;
  /** Which pack of the call's texts its own goes into. */
  readonly pack: number;
}

/** What calls hold, each identity once: the first that came holds it. */
export interface WriteWork {
  readonly roster: RosterBatch;
  readonly packs: PackPlan;
  /** By identity. */
  readonly events: Map<string, EventWork>;
  /** By identity. */
  readonly descriptions: Map<string, { ingest: PreparedIngest; description: PreparedDescription }>;
  /** By id. */
  readonly quarantine: Map<string, { ingest: PreparedIngest; quarantine: PreparedQuarantine }>;
}

/** Gathers what calls of one tenant hold, so that each kind of row is written in one go. */
export function collectWork(ingests: readonly PreparedIngest[]): WriteWork {
  const work: WriteWork = {
    roster: new RosterBatch(),
    packs: new PackPlan(),
    events: new Map(),
    descriptions: new Map(),
    quarantine: new Map(),
  };
  for (const ingest of ingests) {
    ingest.items.forEach((item, index) => {
      if (item.kind === 'EVENT') enterEvent(work, ingest, index, item.event);
      else if (item.kind === 'DESCRIPTION') enterDescription(work, ingest, item.description);
      else if (item.kind === 'QUARANTINE') enterQuarantine(work, ingest, item.quarantine);
    });
  }
  return work;
}

/** Adds what goes to quarantine. */
export function enterQuarantine(
  { quarantine: all }: WriteWork,
  ingest: PreparedIngest,
  quarantine: PreparedQuarantine,
): void {
  if (!all.has(quarantine.id)) all.set(quarantine.id, { ingest, quarantine });
}

function enterEvent(
  { events, roster, packs }: WriteWork,
  ingest: PreparedIngest,
  index: number,
  event: PreparedEvent,
): void {
  if (events.has(event.identity)) return;
  events.set(event.identity, {
    ingest,
    index,
    event,
    slots: enterRoster(roster, event, ingest.receivedAt),
    pack: packs.place(ingest.receiptId, event.raw),
  });
}

function enterDescription(
  { descriptions, roster }: WriteWork,
  ingest: PreparedIngest,
  description: PreparedDescription,
): void {
  if (descriptions.has(description.identity)) return;
  descriptions.set(description.identity, { ingest, description });
  const { person, course, membership, asOf } = description;
  if (person) roster.person(person, asOf);
  if (course) roster.course(course, asOf);
  if (membership) roster.membership(membership, asOf);
}
