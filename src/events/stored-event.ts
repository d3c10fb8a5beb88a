import type { CourseRow, MembershipRow, PersonRow } from '../directory/directory-rows';
import type { SqlTime } from '../kernel/timestamp';
import type { EventBody } from './event-body';
import type { EventSource } from './event.entity';

/**
 * An event as a query reads it: a row whose names are those of the GraphQL fields. Of its columns it has
 * what the operation asked for (event-table.ts), and the last four only where they were read along with it.
 */
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
  readonly person?: PersonRow | null;
  readonly course?: CourseRow | null;
  readonly membership?: MembershipRow | null;
  readonly body?: EventBody | null;
}
