import type { StoredEvent } from '../../events/stored-event';
import { type SqlTime, toIso } from '../../kernel/timestamp';
import { readRoles } from '../../directory/roles-text';

/** How an event is written. */
export type RecordForm = 'JOINED' | 'RAW' | 'WITHOUT_PERSONAL_DATA';

/**
 * An event as one line of JSON: with its person, course and membership, and its own text as the last
 * member; or its text alone. A text that came over several lines has its line breaks as spaces, which says
 * the same: JSON allows none within a string. Nothing else of it is changed.
 */
export function eventRecord(event: StoredEvent, form: RecordForm): string {
  const raw = (event.body?.raw ?? 'null').replace(/[\r\n]/g, ' ');
  if (form === 'RAW') return raw;
  const open = {
    id: event.id,
    source: event.source,
    type: event.type,
    typeNamespace: event.typeNamespace,
    action: event.action,
    occurredAt: toIso(event.occurredAt),
    endedAt: iso(event.endedAt),
    receivedAt: toIso(event.receivedAt),
    sensor: event.sensor,
    dialect: event.dialect,
    profile: event.profile,
    publisherProgramId: event.publisherProgramId,
    publisherSystemId: event.publisherSystemId,
    publisherEventId: event.publisherEventId,
    roles: event.roles === null ? null : readRoles(event.roles),
    course: event.course && {
      id: event.course.id,
      courseNumber: event.course.courseNumber,
      name: event.course.name,
      academicSession: event.course.academicSession,
    },
    membership: event.membership && {
      id: event.membership.id,
      roles: event.membership.roles,
      status: event.membership.status,
    },
  };
  if (form === 'WITHOUT_PERSONAL_DATA') {
    return JSON.stringify({ ...open, person: event.person && { id: event.person.id } });
  }
  const { publisherParticipantId, person } = event;
  const personal = {
    ...open,
    publisherParticipantId,
    person: person && {
      id: person.id,
      name: person.name,
      givenName: person.givenName,
      familyName: person.familyName,
      email: person.email,
    },
  };
  return `${JSON.stringify(personal).slice(0, -1)},"raw":${raw}}`;
}

function iso(time: SqlTime | null): string | null {
  return time === null ? null : toIso(time);
}
