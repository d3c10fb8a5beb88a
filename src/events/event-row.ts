import type { EntitySlot, MembershipSlot, RosterBatch } from '../directory/roster-batch';
import { identifierKey } from '../directory/identifier-key';
import { rolesText } from '../directory/roles-text';
import { digest } from '../kernel/id';
import type { SqlTime } from '../kernel/timestamp';
import type { SqlValue } from '../storage/database';
import type { EventSource } from './event.entity';
import type { PreparedEvent, PreparedIngest } from './prepared';

/** The columns of `event` that every event may fill, in the order of `eventRow`. */
const COMMON_COLUMNS = [
  'tenant_id',
  'id',
  'source',
  'type',
  'type_namespace',
  'action',
  'action_term',
  'occurred_at',
  'ended_at',
  'received_at',
  'receipt_id',
  'receipt_index',
  'person_id',
  'course_id',
  'membership_id',
  'person_key',
  'roles',
  'identity',
  'content_hash',
  'text_pack',
];
const HUB_COLUMNS = ['program_id', 'system_id', 'publisher_event_id', 'participant_id'];
const CALIPER_COLUMNS = [
  'sensor',
  'source_id',
  'dialect',
  'profile',
  'object_type',
  'object_key',
  'session_key',
];

/** Which columns of `event` a statement fills: those of one source, or of both where a write holds both. */
export type FilledColumns = EventSource | 'BOTH';

/** The columns of `event`, in the order of `eventRow`: every one that is left out is a value less to send. */
export const EVENT_COLUMNS: Readonly<Record<FilledColumns, readonly string[]>> = {
  HUB: [...COMMON_COLUMNS, ...HUB_COLUMNS],
  CALIPER: [...COMMON_COLUMNS, ...CALIPER_COLUMNS],
  BOTH: [...COMMON_COLUMNS, ...HUB_COLUMNS, ...CALIPER_COLUMNS],
};

/** Where an event's references stand in a roster batch. */
export interface EventSlots {
  readonly person: EntitySlot | null;
  readonly course: EntitySlot | null;
  /** The membership that the event states. */
  readonly stated: MembershipSlot | null;
  /** That of its person in its course, where another may be stated. */
  readonly own: MembershipSlot | null;
}

/** An event with the call that brought it. */
interface RowSource {
  readonly ingest: PreparedIngest;
  readonly index: number;
  readonly event: PreparedEvent;
  readonly slots: EventSlots;
  /** Which pack of the call's texts its own goes into. */
  readonly pack: number;
}

/** Enters everything an event says of persons, courses and memberships into the batch. */
export function enterRoster(
  batch: RosterBatch,
  event: PreparedEvent,
  receivedAt: SqlTime,
): EventSlots {
  const { roster } = event;
  // Nothing is known of the future: an event that says so may not hold its facts against later ones.
  const asOf = event.occurredAt < receivedAt ? event.occurredAt : receivedAt;
  for (const person of roster.persons) batch.person(person, asOf);
  for (const course of roster.courses) batch.course(course, asOf);
  for (const membership of roster.memberships) batch.membership(membership, asOf);
  const stated = roster.membership ? batch.membership(roster.membership, asOf) : null;
  const person = roster.person
    ? batch.person(roster.person, asOf)
    : roster.participant.length > 0
      ? batch.knownPerson(roster.participant, asOf)
      : null;
  const course = roster.course ? batch.course(roster.course, asOf) : null;
  const own = person && course && stated?.person !== person ? batch.pair(person, course) : null;
  return { person, course, stated, own };
}

/**
 * A membership is of the person whose event it is: one that is stated of somebody else is learnt, and is not the
 * event's. (The same person may be named in two ways, which only the directory knows to be one.)
 */
function membershipOf({ person, stated, own }: EventSlots): MembershipSlot | null {
  if (!stated || !person) return own;
  return stated.person.entityId === person.entityId ? stated : own;
}

/** An event as a row of `event`, once the directory has answered. */
export function eventRow(
  { ingest, index, event, slots, pack }: RowSource,
  filled: FilledColumns,
): SqlValue[] {
  const { hub, caliper } = event;
  const row: SqlValue[] = [
    ingest.tenantId,
    event.id,
    event.source,
    event.type,
    event.typeNamespace,
    event.action,
    event.actionTerm,
    event.occurredAt,
    event.endedAt,
    event.receivedAt ?? ingest.receivedAt,
    ingest.receiptId,
    index,
    slots.person?.entityId ?? null,
    slots.course?.entityId ?? null,
    membershipOf(slots)?.membershipId ?? null,
    personKey(event, slots),
    rolesAtEvent(event, slots),
    event.identity,
    event.contentHash,
    pack,
  ];
  if (filled !== 'CALIPER') {
    row.push(
      hub?.programId ?? null,
      hub?.systemId ?? null,
      hub?.publisherEventId ?? null,
      hub?.participantId ?? null,
    );
  }
  if (filled !== 'HUB') {
    row.push(
      caliper?.sensor ?? null,
      caliper?.sourceId ?? null,
      caliper?.dialect ?? null,
      caliper?.profile ?? null,
      caliper?.objectType ?? null,
      caliper?.objectId ? digest(caliper.objectId) : null,
      caliper?.sessionId ? digest(caliper.sessionId) : null,
    );
  }
  return row;
}

/** A hub event always waits under its participant id, so that linking it later finds the event. */
function personKey(event: PreparedEvent, slots: EventSlots): string | null {
  const participant = event.roster.participant[0];
  return participant ? identifierKey('PERSON', participant) : (slots.person?.decidedBy ?? null);
}

/**
 * What the event itself says of the roles, else what was known when it came: by another event of the same
 * batch that is no later, else by the directory.
 */
function rolesAtEvent(event: PreparedEvent, slots: EventSlots): string | null {
  const membership = membershipOf(slots);
  const own = membership === slots.stated ? (event.roster.membership?.roles ?? []) : [];
  if (own.length > 0) return rolesText(own);
  if (membership === null) return null;
  const { stated, knownRoles } = membership;
  const isTold = stated !== null && stated.roles.length > 0;
  const isNewer = isTold && (knownRoles === null || stated.asOf <= event.occurredAt);
  return isNewer ? rolesText(stated.roles) : knownRoles;
}
