import { actionTerm, roleTerm, typeTerm } from '../caliper/term';
import { digest, isId } from '../kernel/id';
import { isPersonalIdentifier } from '../kernel/personal-identifier';
import type { Reach } from '../kernel/reach';
import type { SqlTime } from '../kernel/timestamp';
import { courseReach, membershipIdReach, personReach } from '../directory/directory-reach';
import { anyOf, isOneOf, NEVER } from '../storage/condition';
import type { Condition } from '../storage/keyset';
import type { EventSource } from './event.entity';
import { eventReach } from './event-reach';

/** What events are asked for: all that is given must hold. An empty list asks for nothing, and gets it. */
export interface EventFilter {
  readonly sources?: readonly EventSource[] | null;
  readonly types?: readonly string[] | null;
  readonly actions?: readonly string[] | null;
  readonly occurredFrom?: SqlTime | null;
  readonly occurredTo?: SqlTime | null;
  readonly receivedFrom?: SqlTime | null;
  readonly personId?: string | null;
  readonly courseId?: string | null;
  readonly membershipId?: string | null;
  readonly roles?: readonly string[] | null;
  readonly programIds?: readonly string[] | null;
  readonly publisherSystemId?: string | null;
  readonly publisherEventId?: string | null;
  readonly participantId?: string | null;
  readonly sensor?: string | null;
  readonly objectId?: string | null;
  readonly sessionId?: string | null;
}

const RELATIONS = [
  { column: 'person_id', name: 'personId', reached: personReach },
  { column: 'course_id', name: 'courseId', reached: courseReach },
  { column: 'membership_id', name: 'membershipId', reached: membershipIdReach },
] as const;

/**
 * The events that are asked for and reached, as conditions on the `event` table under `alias`; the tenant is
 * the caller's. What a reader may not see of an event finds none: a person, course or membership beyond the
 * reach, a participant where personal data is not shown.
 */
export function eventConditions(reach: Reach, filter: EventFilter, alias: string): Condition[] {
  return [...wantedEvents(reach, filter, alias), ...eventReach(reach, alias)];
}

/** The same without the reach itself. */
export function wantedEvents(reach: Reach, filter: EventFilter, alias: string): Condition[] {
  const conditions: Condition[] = [];
  const compare = (column: string, sign: string, value: string | null | undefined) => {
    if (typeof value === 'string')
      conditions.push({ text: `${alias}.${column} ${sign} ?`, values: [value] });
  };
  const oneOf = (column: string, values: readonly string[] | null | undefined) => {
    if (values) conditions.push(isOneOf(`${alias}.${column}`, values));
  };
  for (const { column, name, reached } of RELATIONS) {
    const id = filter[name];
    if (typeof id !== 'string') continue;
    conditions.push(isId(id) ? { text: `${alias}.${column} = ?`, values: [id] } : NEVER);
    conditions.push(...reached(reach, `${alias}.${column}`));
  }
  // The index by person finds the events of a membership.
  if (typeof filter.membershipId === 'string') {
    conditions.push({
      text: `${alias}.person_id = (SELECT m.person_id FROM membership m WHERE m.tenant_id = ? AND m.id = ?)`,
      values: [reach.tenantId, filter.membershipId],
    });
  }
  oneOf('source', filter.sources);
  if (filter.types) conditions.push(anyOf(filter.types.map((type) => typeIs(type, alias))));
  if (filter.actions) {
    const actions = filter.actions.map((action) => actionTerm(action).term);
    conditions.push(
      anyOf([isOneOf(`${alias}.action`, actions), isOneOf(`${alias}.action_term`, actions)]),
    );
  }
  compare('occurred_at', '>=', filter.occurredFrom);
  compare('occurred_at', '<', filter.occurredTo);
  compare('received_at', '>=', filter.receivedFrom);
  // INSTR, because a role may hold the wildcards of LIKE.
  if (filter.roles) {
    conditions.push(
      anyOf(
        filter.roles.map((role) => ({
          text: `INSTR(${alias}.roles, ?) > 0`,
          values: [JSON.stringify(roleTerm(role))],
        })),
      ),
    );
  }
  oneOf('program_id', filter.programIds);
  compare('system_id', '=', filter.publisherSystemId);
  compare('publisher_event_id', '=', filter.publisherEventId);
  if (typeof filter.participantId === 'string' && !reach.personal) conditions.push(NEVER);
  compare('participant_id', '=', filter.participantId);
  compare('sensor', '=', filter.sensor);
  for (const [column, iri] of [
    ['object_key', filter.objectId],
    ['session_key', filter.sessionId],
  ] as const) {
    if (typeof iri !== 'string') continue;
    // An IRI that says who somebody is, as `mailto:` does, is not shown either.
    if (!reach.personal && isPersonalIdentifier({ type: 'IRI', value: iri }))
      conditions.push(NEVER);
    compare(column, '=', digest(iri));
  }
  return conditions;
}

/** A term matches in every vocabulary; an IRI only in its own. */
function typeIs(type: string, alias: string): Condition {
  if (!type.includes(':')) return { text: `${alias}.type = ?`, values: [type] };
  const { namespace, term } = typeTerm(type);
  return { text: `(${alias}.type = ? AND ${alias}.type_namespace = ?)`, values: [term, namespace] };
}

/** Free texts (any mixture of conditions) are not worth a prepared statement; the plain ones are. */
export function filterShape(filter: EventFilter): 'fixed' | 'free' {
  return filter.types || filter.roles || filter.actions ? 'free' : 'fixed';
}
