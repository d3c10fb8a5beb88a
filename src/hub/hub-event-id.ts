import { isId } from '../kernel/id';
import { HUB_LIMITS } from './hub-limits';
import { fits } from './text-field';

const UUID_LENGTH = 36;

/** What a hub event's id says: the program that published it, and the event's own id. */
export interface HubEventIdParts {
  readonly programId: string;
  /** The UUID under which the event is stored. */
  readonly id: string;
}

/** `{ProgramId}-{UUID}`, the id that the hub assigns (Learning Hub, EventId). */
export function eventIdOf(programId: string, id: string): string {
  return `${programId}-${id}`;
}

/**
 * Takes an EventId apart. A program's id may hold dashes itself, so the UUID is the last 36 characters.
 * @returns null for what no hub event can have as its id.
 */
export function parseEventId(eventId: string): HubEventIdParts | null {
  const dash = eventId.length - UUID_LENGTH - 1;
  if (dash < 1 || eventId[dash] !== '-') return null;
  const [programId, id] = [eventId.slice(0, dash), eventId.slice(dash + 1)];
  return isId(id) && fits(programId, HUB_LIMITS.publisherProgramId) ? { programId, id } : null;
}
