import type { ReadHubEvent } from '../hub/hub-event';
import { newId } from '../kernel/id';
import type { IdentifierRef } from '../kernel/roster';
import type { PreparedItem } from './prepared';

/**
 * Turns a hub event that was read into a row-to-be, or says why not. A participant is looked for by the
 * program's own identifier first, by e-mail address second, and never made into a person: it may be an
 * organisation, or anything else.
 */
export function prepareHubEvent(read: ReadHubEvent): PreparedItem {
  if ('problems' in read) return { kind: 'REJECTED', problems: read.problems };
  const { event } = read;
  const {
    programId,
    systemId,
    publisherEventId,
    participantId,
    occurredAt,
    endedAt,
    identity,
    contentHash,
  } = event;
  return {
    kind: 'EVENT',
    onConflict: null,
    event: {
      id: newId(),
      source: 'HUB',
      type: event.eventType,
      typeNamespace: systemId,
      action: null,
      actionTerm: null,
      occurredAt,
      endedAt,
      identity,
      contentHash,
      raw: event.text,
      hub: { programId, systemId, publisherEventId, participantId },
      caliper: null,
      roster: {
        person: null,
        participant: participantIdentifiers(programId, participantId),
        course: null,
        membership: null,
        persons: [],
        courses: [],
        memberships: [],
      },
    },
  };
}

/** What a hub participant may be known by, the deciding one first. */
export function participantIdentifiers(programId: string, participantId: string): IdentifierRef[] {
  const own: IdentifierRef = { type: 'PARTICIPANT_ID', system: programId, value: participantId };
  return participantId.includes('@')
    ? [own, { type: 'EMAIL', system: '', value: participantId }]
    : [own];
}
