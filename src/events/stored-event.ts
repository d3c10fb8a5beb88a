import type { SqlTime } from '../kernel/timestamp';
import type { EventSource } from './event.entity';

/** An event as a query reads it: a row whose names are those of the GraphQL fields. */
export interface StoredEvent {
  readonly id: string;
  readonly source: EventSource;
  readonly type: string;
  readonly typeNamespace: string;
  readonly action: string | null;
  readonly actionTerm: string | null;
  readonly occurredAt: SqlTime;
  readonly endedAt: SqlTime | null;
  readonly receivedAt: SqlTime;
  readonly receiptId: string;
  readonly receiptIndex: number;
  readonly personId: string | null;
  readonly courseId: string | null;
  readonly membershipId: string | null;
  /** JSON array, or null. */
  readonly roles: string | null;
  readonly publisherProgramId: string | null;
  readonly publisherSystemId: string | null;
  readonly publisherEventId: string | null;
  readonly publisherParticipantId: string | null;
  readonly sensor: string | null;
  readonly sourceId: string | null;
  readonly dialect: string | null;
  readonly profile: string | null;
}

/** The select list of a StoredEvent, from table alias `alias`. */
export function storedEventColumns(alias: string): string {
  return COLUMNS.map(([column, name]) => `${alias}.${column} AS ${name}`).join(', ');
}

const COLUMNS: readonly (readonly [column: string, name: keyof StoredEvent])[] = [
  ['id', 'id'],
  ['source', 'source'],
  ['type', 'type'],
  ['type_namespace', 'typeNamespace'],
  ['action', 'action'],
  ['action_term', 'actionTerm'],
  ['occurred_at', 'occurredAt'],
  ['ended_at', 'endedAt'],
  ['received_at', 'receivedAt'],
  ['receipt_id', 'receiptId'],
  ['receipt_index', 'receiptIndex'],
  ['person_id', 'personId'],
  ['course_id', 'courseId'],
  ['membership_id', 'membershipId'],
  ['roles', 'roles'],
  ['program_id', 'publisherProgramId'],
  ['system_id', 'publisherSystemId'],
  ['publisher_event_id', 'publisherEventId'],
  ['participant_id', 'publisherParticipantId'],
  ['sensor', 'sensor'],
  ['source_id', 'sourceId'],
  ['dialect', 'dialect'],
  ['profile', 'profile'],
];
