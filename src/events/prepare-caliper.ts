import type { CaliperItem } from '../caliper/body';
import { type CaliperFacts, describeOf, factsOf } from '../caliper/facts';
import { contentHash, eventIdentity } from '../caliper/identity';
import { derivedId, digest, newId } from '../kernel/id';
import { isObject, type JsonObject } from '../kernel/json';
import type { Problem } from '../kernel/problem';
import { MAX_IDENTIFIER } from '../kernel/roster';
import { readTimestamp, type SqlTime } from '../kernel/timestamp';
import type { PreparedItem, PreparedQuarantine } from './prepared';

/** An item that could be read. */
export type Readable = Exclude<CaliperItem, { kind: 'UNREADABLE' }>;

/** Problems that keep an event out although it could be read: those of conformance, for a strict sensor. */
export type ExtraCheck = (item: Readable) => readonly Problem[];

/**
 * Turns the items of a Caliper body into rows-to-be and problems. Pure: the same items give the same
 * rows but for the ids. Nothing is left out: every item becomes exactly one prepared item.
 */
export function prepareCaliper(
  items: readonly CaliperItem[],
  receivedAt: SqlTime,
  check: ExtraCheck = () => [],
): PreparedItem[] {
  const described = describedBy(items);
  return items.map((item) => {
    if (item.kind === 'UNREADABLE')
      return { kind: 'QUARANTINE', quarantine: quarantineOf(item, item.problems) };
    const extra = check(item).filter((problem) => problem.severity === 'ERROR');
    if (extra.length > 0) return { kind: 'QUARANTINE', quarantine: quarantineOf(item, extra) };
    return item.kind === 'EVENT'
      ? prepareEvent(item, described)
      : prepareEntity(item, receivedAt, described);
  });
}

function describedBy(items: readonly CaliperItem[]): (iri: string) => JsonObject | undefined {
  const entities = new Map<string, JsonObject>();
  for (const item of items) {
    if (item.kind !== 'ENTITY') continue;
    const id = item.value['id'] ?? item.value['@id'];
    if (typeof id === 'string') entities.set(id, item.value);
  }
  return (iri) => entities.get(iri);
}

function prepareEvent(
  item: Readable,
  described: (iri: string) => JsonObject | undefined,
): PreparedItem {
  const read = factsOf(item, described);
  if ('problems' in read)
    return { kind: 'QUARANTINE', quarantine: quarantineOf(item, read.problems) };
  const { facts } = read;
  const content = contentHash(item.value, item.text);
  // Not the item itself: what was parsed would outlive its use until the commit, and be copied about.
  const { envelope, text } = item;
  return {
    kind: 'EVENT',
    onConflict: (problems) => quarantineOf({ envelope, text }, problems),
    event: {
      id: newId(),
      source: 'CALIPER',
      type: facts.type,
      typeNamespace: facts.typeNamespace,
      action: facts.action,
      actionTerm: facts.actionTerm,
      occurredAt: facts.occurredAt,
      endedAt: facts.endedAt,
      identity: eventIdentity(item.envelope.sensor, facts.sourceId, content),
      contentHash: content,
      raw: item.text,
      hub: null,
      caliper: { ...caliperColumns(facts), sensor: item.envelope.sensor },
      roster: { ...rosterOf(facts), participant: [] },
    },
  };
}

function caliperColumns(facts: CaliperFacts) {
  const { sourceId, dialect, profile, objectType, objectId, sessionId } = facts;
  return { sourceId, dialect, profile, objectType, objectId, sessionId };
}

function rosterOf(facts: CaliperFacts) {
  const { person, course, membership, persons, courses, memberships } = facts;
  return { person, course, membership, persons, courses, memberships };
}

function prepareEntity(
  item: Readable,
  receivedAt: SqlTime,
  described: (iri: string) => JsonObject | undefined,
): PreparedItem {
  const read = describeOf(item, described);
  if ('problems' in read)
    return { kind: 'QUARANTINE', quarantine: quarantineOf(item, read.problems) };
  const { sensor, sendTime } = item.envelope;
  const identity = digest('description', sensor ?? '', contentHash(item.value, item.text));
  return {
    kind: 'DESCRIPTION',
    description: {
      id: newId(),
      identity,
      sensor,
      type: read.type,
      entityId: read.entityId,
      raw: item.text,
      asOf: asOfDescription(item.value, sendTime, receivedAt),
      person: read.person,
      course: read.course,
      membership: read.membership,
    },
  };
}

/** A describe says how things were when its envelope was sent, else when it was last changed; never later than now. */
function asOfDescription(value: JsonObject, sendTime: string | null, receivedAt: SqlTime): SqlTime {
  const modified =
    isObject(value) && typeof value['dateModified'] === 'string' ? value['dateModified'] : null;
  for (const text of [sendTime, modified]) {
    const read = text === null ? null : readTimestamp(text);
    if (read) return read.time < receivedAt ? read.time : receivedAt;
  }
  return receivedAt;
}

function quarantineOf(
  { envelope, text }: Pick<CaliperItem, 'envelope' | 'text'>,
  problems: readonly Problem[],
): PreparedQuarantine {
  const { sensor, dataVersion } = envelope;
  return {
    id: derivedId('quarantine', 'CALIPER', sensor ?? '', text),
    source: 'CALIPER',
    sensor: storable(sensor),
    dataVersion: storable(dataVersion),
    problems,
    raw: text,
  };
}

/** Of an envelope that is itself at fault only what a column can hold; its text has the rest. */
function storable(word: string | null): string | null {
  return word !== null && word.length <= MAX_IDENTIFIER && word.isWellFormed() ? word : null;
}
