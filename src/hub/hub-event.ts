import { withExactNumbers } from '../kernel/exact-numbers';
import { digest } from '../kernel/id';
import { isObject, type JsonObject } from '../kernel/json';
import { error, shown, type Problem } from '../kernel/problem';
import { readTimestamp, type SqlTime } from '../kernel/timestamp';
import type { HubEventInput } from './hub-event.input';
import { hubEventProblems } from './hub-event-problems';
import { sortedJson } from './sorted-json';
import { camelCase, type Spelling } from './spelling';

/** A hub event that keeps every rule, ready to be stored. */
export interface HubEventFacts {
  readonly programId: string;
  readonly systemId: string;
  readonly eventType: string;
  readonly publisherEventId: string;
  readonly participantId: string;
  readonly data: JsonObject;
  readonly occurredAt: SqlTime;
  readonly endedAt: SqlTime | null;
  /** Digest of program, system, publisher's event id, type and start: what makes it this event. */
  readonly identity: string;
  /** Digest of participant, data (whatever the order of its keys, with all digits of a text that came) and end: same identity, other content is a conflict. */
  readonly contentHash: string;
  /** JSON text of the fields as they were sent: the text that came, or else written anew in their order. */
  readonly text: string;
}

/** The form in which a hub event came. */
export interface HubEventForm {
  readonly spelling?: Spelling;
  /** JSON of the event, to be kept byte for byte. */
  readonly text?: string;
}

/** What reading one hub event came to. */
export type ReadHubEvent = { readonly event: HubEventFacts } | { readonly problems: Problem[] };

/**
 * Reads one event of a publish call (Learning Hub, “Event”). Nothing is trimmed or corrected.
 * @param input An object as JSON or GraphQL gave it; anything else is a problem, never an exception.
 * @param form how it writes the fields, where that is not GraphQL's way, and the text that it came as.
 * @returns the event, or every problem of it (hubEventProblems lists their codes).
 */
export function readHubEvent(input: unknown, form: HubEventForm = {}): ReadHubEvent {
  if (!isObject(input)) {
    const [required, came] = ['an object', shown(input)];
    const message = `A hub event must be ${required}; ${came} came.`;
    return { problems: [error('NOT_AN_OBJECT', '', message, { required, came })] };
  }
  const problems = hubEventProblems(input, form.spelling);
  return problems.length > 0 ? { problems } : { event: factsOf(input, form) };
}

function factsOf(
  input: JsonObject,
  { spelling = camelCase, text: came }: HubEventForm,
): HubEventFacts {
  // The rules have held: every required field is there, and of its type.
  const text = (name: keyof HubEventInput): string => input[spelling(name)] as string;
  const programId = text('publisherProgramId');
  const systemId = text('publisherSystemId');
  const eventType = text('eventType');
  const publisherEventId = text('publisherEventId');
  const participantId = text('publisherParticipantId');
  const data = input[spelling('publisherEventData')] as JsonObject;
  const exact = came === undefined ? null : withExactNumbers(came);
  const exactly = (parsed: JsonObject): JsonObject =>
    exact === null
      ? parsed
      : ((JSON.parse(exact) as JsonObject)[spelling('publisherEventData')] as JsonObject);
  const occurredAt = timeOf(text('eventStartUtc')) as SqlTime;
  const endedAt = timeOf(text('eventEndUtc'));
  return {
    programId,
    systemId,
    eventType,
    publisherEventId,
    participantId,
    data,
    occurredAt,
    endedAt,
    identity: digest('hub', programId, systemId, publisherEventId, eventType, occurredAt),
    contentHash: digest('hub', participantId, sortedJson(exactly(data)), endedAt ?? ''),
    text: came ?? JSON.stringify(input),
  };
}

function timeOf(text: unknown): SqlTime | null {
  return typeof text === 'string' ? (readTimestamp(text)?.time ?? null) : null;
}
