import { BLACKBOARD, CALIPER, type TypeTerm } from '../term';
import { BLACKBOARD_EVENTS } from './blackboard';
import type { EventRow } from './event-row';
import { EVENTS } from './events';

const STANDARD = new Map(Object.entries(EVENTS));
const LEARN = new Map(Object.entries(BLACKBOARD_EVENTS));

/** The row of an event type; undefined for types that no table holds. */
export function eventType({ namespace, term }: TypeTerm): EventRow | undefined {
  if (namespace === CALIPER) return STANDARD.get(term);
  return namespace === BLACKBOARD ? LEARN.get(term) : undefined;
}
