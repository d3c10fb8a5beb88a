import { isObject, type JsonObject } from '../kernel/json';
import { error, type Problem, shown } from '../kernel/problem';
import { readTimestamp, type SqlTime } from '../kernel/timestamp';
import type { CaliperItem } from './body';
import { type Described, readingContext, type ReadingContext, resolve } from './context';
import { type Dialect, dialectOf } from './dialect';
import { idProblems } from './id-problems';
import { isShared, siteOf } from './identifier';
import { isStorable, MAX_TERM, nodeId, nodeType, nodeTypeIri, textOf } from './node';
import { type References, referencesOf } from './references';
import { actionTerm, type TypeTerm, typeTerm } from './term';

export { describeOf } from './describe';

/** What is asked of events, each in the form in which it is stored. */
export interface CaliperFacts extends References {
  /** The event's id as it was sent; null where it identifies nothing: absent, blank, or the sensor's own. */
  readonly sourceId: string | null;
  readonly type: string;
  readonly typeNamespace: string;
  /** The action's term as it was sent: `Create`. */
  readonly action: string | null;
  /** The action as the standard spells it: `Created`. */
  readonly actionTerm: string | null;
  readonly occurredAt: SqlTime;
  /** Only where the event itself has an endTime or endedAtTime; the standard gives events none. */
  readonly endedAt: SqlTime | null;
  readonly dialect: Dialect;
  /** The metric profile's term (Caliper 1.2 section 2). */
  readonly profile: string | null;
  readonly objectId: string | null;
  readonly objectType: string | null;
  readonly sessionId: string | null;
}

/** An event as a body holds it. */
export type CaliperEventItem = Extract<CaliperItem, { kind: 'EVENT' | 'ENTITY' }>;

/**
 * Reads an event (Caliper 1.2 section 2, and what 1.0 and Blackboard write instead). Lenient: only an
 * event without a usable type, time or ids is impossible; everything else that is missing or of the
 * wrong kind is left out.
 * @param described finds the describes of the same body.
 * @returns problems, with paths from the event, when it is impossible.
 */
export function factsOf(
  item: CaliperEventItem,
  described?: Described,
): { facts: CaliperFacts } | { problems: Problem[] } {
  const { value: event, envelope } = item;
  const problems = idProblems(event);
  const type = termOf(problems, event, nodeTypeIri(event), 'type', typeTerm);
  if (type === null && problems.length === 0) problems.push(required('type', 'a type'));
  const action = termOf(problems, event, textOf(event, 'action'), 'action', actionTerm);
  const occurredAt = timeOf(problems, event);
  if (type === null || occurredAt === null || problems.length > 0) return { problems };
  const context = readingContext(event, envelope.sensor, described);
  const facts: CaliperFacts = {
    sourceId: sourceIdOf(event, context),
    type: type.term,
    typeNamespace: type.namespace,
    action: action?.term ?? null,
    actionTerm: action?.normalized ?? null,
    occurredAt,
    endedAt: endOf(event),
    dialect: dialectOf(event, envelope.dataVersion),
    profile: profileOf(event),
    objectId: nodeId(event.object),
    objectType: objectTypeOf(event, context),
    sessionId: sessionIdOf(event),
    ...referencesOf(event, context),
  };
  return { facts };
}

function termOf<T extends TypeTerm>(
  problems: Problem[],
  event: JsonObject,
  sent: string | null,
  name: 'type' | 'action',
  read: (iri: string) => T,
): T | null {
  if (sent === null) return null;
  const term = read(sent);
  if (term.term.length <= MAX_TERM && term.namespace.length <= MAX_TERM && isStorable(sent)) {
    return term;
  }
  const path = name in event ? `/${name}` : `/@${name}`;
  const limit = `text of at most ${MAX_TERM} characters without U+0000`;
  const came = shown(sent);
  problems.push(
    error('TOO_LONG', path, `${name} must be ${limit}; ${came} came`, { required: limit, came }),
  );
  return null;
}

function timeOf(problems: Problem[], event: JsonObject): SqlTime | null {
  const { eventTime } = event;
  if (eventTime === undefined || eventTime === null || eventTime === '') {
    problems.push(required('eventTime', 'the time of the event'));
    return null;
  }
  const time = typeof eventTime === 'string' ? readTimestamp(eventTime) : null;
  if (time !== null) return time.time;
  const expected = 'an ISO 8601 date and time such as 2026-01-31T09:30:00.000Z';
  const came = shown(eventTime);
  const message = `eventTime must be ${expected}; ${came} came`;
  problems.push(error('INVALID_TIMESTAMP', '/eventTime', message, { required: expected, came }));
  return null;
}

function required(name: string, what: string): Problem {
  const message = `${name} is required: ${what}; nothing usable came`;
  return error('REQUIRED', `/${name}`, message, { required: what });
}

function endOf(event: JsonObject): SqlTime | null {
  const sent = textOf(event, 'endTime') ?? textOf(event, 'endedAtTime');
  return sent === null ? null : (readTimestamp(sent)?.time ?? null);
}

/** Blackboard's documented AssignableEvent has the id of its site, which is its sensor's: every event's. */
function sourceIdOf(event: JsonObject, { sensor, system }: ReadingContext): string | null {
  const id = nodeId(event);
  if (id === null || !isShared(id) || id === sensor || id === system) return null;
  return siteOf(id) !== null && id.endsWith(`/sites/${siteOf(id)}`) ? null : id;
}

function profileOf(event: JsonObject): string | null {
  const sent = textOf(event, 'profile');
  const profile = sent === null ? null : typeTerm(sent).term;
  return profile !== null && profile.length <= MAX_TERM && isStorable(profile) ? profile : null;
}

function objectTypeOf(event: JsonObject, context: ReadingContext): string | null {
  const node = resolve(event.object, context);
  const type = node === null ? null : nodeType(node);
  return type !== null && isStorable(type.term) ? type.term : null;
}

/** The session, else the session of the tool that launched this one, where its id names one session. */
function sessionIdOf(event: JsonObject): string | null {
  for (const session of [event.session, event.federatedSession]) {
    const id = nodeId(isObject(session) || typeof session === 'string' ? session : undefined);
    if (id !== null && isShared(id)) return id;
  }
  return null;
}
