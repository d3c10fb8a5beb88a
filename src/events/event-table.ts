import type { ReadTable, ToOne } from '../storage/row-selection';
import { EventBody } from './event-body';
import { textAt } from './event-texts';
import type { StoredEvent } from './stored-event';

/** Fields that are read out of an event's text. */
export const FIELDS_OF_BODY: ReadonlySet<string> = new Set([
  ...['rawText', 'redactions', 'raw', 'publisherEventData'],
  ...['actor', 'object', 'target', 'generated', 'edApp', 'group', 'session', 'federatedSession'],
  ...['referrer', 'extensions', 'conformance'],
  ...[
    'assignable',
    'attempt',
    'groupMembers',
    'launch',
    'launchReturn',
    'content',
    'changes',
    'score',
  ],
]);

/** An event as it comes from the database, with where its text is when that was read along. */
type EventRow = { -readonly [Name in keyof StoredEvent]: StoredEvent[Name] } & {
  readonly receiptIndex?: number;
  readonly packed?: { readonly bytes: Buffer } | null;
  readonly unpacked?: { readonly raw: string } | null;
};

const NOTHING = [...FIELDS_OF_BODY, '__typename', 'eventId', 'eventType', 'eventStartUtc'];

/** Events as they are read. What tells its GraphQL type, its place in a list and its hub id always is. */
export const EVENT: ReadTable<EventRow> = {
  table: 'event',
  columns: {
    id: 'id',
    source: 'source',
    type: 'type',
    typeNamespace: 'type_namespace',
    action: 'action',
    actionTerm: 'action_term',
    occurredAt: 'occurred_at',
    endedAt: 'ended_at',
    receivedAt: 'received_at',
    personId: 'person_id',
    courseId: 'course_id',
    membershipId: 'membership_id',
    roles: 'roles',
    publisherProgramId: 'program_id',
    publisherSystemId: 'system_id',
    publisherEventId: 'publisher_event_id',
    publisherParticipantId: 'participant_id',
    sensor: 'sensor',
    sourceId: 'source_id',
    dialect: 'dialect',
    profile: 'profile',
    receiptIndex: 'receipt_index',
  },
  instants: ['occurredAt', 'endedAt', 'receivedAt'],
  always: ['id', 'source', 'type', 'typeNamespace', 'occurredAt', 'publisherProgramId'],
  needs: {
    ...Object.fromEntries(NOTHING.map((field) => [field, []])),
    person: ['personId'],
    course: ['courseId'],
    membership: ['membershipId'],
    normalizedAction: ['actionTerm'],
    eventEndUtc: ['endedAt'],
    createdUtc: ['receivedAt'],
    conformance: ['sensor'],
    groupMembers: ['sensor'],
  },
  make: withBody,
};

/** Where the text is that an event came as: packed with others of its call, or in a row of its own. */
const TEXT_TABLES: readonly ToOne[] = [
  {
    name: 'packed',
    of: {
      table: 'event_text',
      columns: { bytes: 'packed_bytes' },
      instants: [],
      always: ['bytes'],
      needs: {},
    },
    on: { receipt_id: 'receipt_id', pack: 'text_pack' },
    isPart: true,
  },
  {
    name: 'unpacked',
    of: {
      table: 'event_body',
      columns: { raw: 'raw' },
      instants: [],
      always: ['raw'],
      needs: {},
    },
    on: { event_id: 'id' },
    isPart: true,
  },
];

/** What is read along with events for their texts; `receiptIndex` must be read too. */
export const ITS_TEXT = TEXT_TABLES.map((relation) => ({ relation, fields: [] }));

/** The same where a text that is not packed can be read apart: few are, and a table less is read for all others. */
export const ITS_PACKED_TEXT = ITS_TEXT.slice(0, 1);

/** What was read along becomes the event's body. */
function withBody(row: EventRow): EventRow {
  if (row.packed === undefined) return row;
  if (row.packed === null && row.unpacked === undefined) return row;
  if (row.receiptIndex === undefined) throw new Error('a text is read with its receiptIndex');
  const text = textAt({
    receiptIndex: row.receiptIndex,
    packedBytes: row.packed?.bytes ?? null,
    raw: row.unpacked?.raw ?? null,
  });
  row.body = text === null ? null : new EventBody(text);
  return row;
}
