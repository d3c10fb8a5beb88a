import type { ReadTable, ToOne } from '../storage/row-selection';
import { EventBody } from './event-body';
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

const NOTHING = [...FIELDS_OF_BODY, '__typename', 'eventId', 'eventType', 'eventStartUtc'];

/** Events as they are read. What tells its GraphQL type, its place in a list and its hub id always is. */
export const EVENT: ReadTable<StoredEvent> = {
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
};

/** The text that an event came as. */
export const ITS_BODY: ToOne = {
  name: 'body',
  of: {
    table: 'event_body',
    columns: { raw: 'raw' },
    instants: [],
    always: ['raw'],
    needs: {},
    make: ({ raw }: { readonly raw: string }) => new EventBody(raw),
  },
  key: 'id',
  target: 'event_id',
  isPart: true,
};
