import { readJsonText } from '../caliper/json-text';
import { type HubEventForm, type ReadHubEvent, readHubEvent } from '../hub/hub-event';
import { camelCase, pascalCase } from '../hub/spelling';
import { derivedId, newId } from '../kernel/id';
import { isObject } from '../kernel/json';
import type { Problem } from '../kernel/problem';
import type { IdentifierRef } from '../kernel/roster';
import type { PreparedItem, PreparedQuarantine } from './prepared';

/** A hub event of a text, or what stands where one should be. */
export type HubItem =
  | { readonly kind: 'EVENT'; readonly value: unknown; readonly form?: HubEventForm }
  | { readonly kind: 'UNREADABLE'; readonly text: string; readonly problems: readonly Problem[] };

/** Reads the text of one hub event, in GraphQL's spelling of its fields or in the hub's own; it is kept as it is. */
export function readHubText(text: string): HubItem {
  const { value, problems } = readJsonText(text);
  return problems.length > 0 ? { kind: 'UNREADABLE', text, problems } : hubItem(value, text);
}

/** A hub event that was parsed, with the text that it came as. */
export function hubItem(value: unknown, text: string): HubItem {
  const isPascal = isObject(value) && Object.keys(value).some((key) => PASCAL.has(key));
  return { kind: 'EVENT', value, form: { text, spelling: isPascal ? pascalCase : camelCase } };
}

const PASCAL = new Set(['publisherProgramId', 'publisherEventId', 'eventStartUtc'].map(pascalCase));

/** A publisher is told of an event that breaks a rule and keeps it; a text that is no JSON is kept here. */
export function prepareHubItem(item: HubItem): PreparedItem {
  if (item.kind === 'EVENT') return prepareHubEvent(readHubEvent(item.value, item.form));
  const { text, problems } = item;
  const id = derivedId('quarantine', 'HUB', '', text);
  const quarantine = { id, source: 'HUB', sensor: null, dataVersion: null, problems, raw: text };
  return { kind: 'QUARANTINE', quarantine: quarantine as PreparedQuarantine };
}

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
