import { actionTerm, roleTerm, typeTerm } from '../caliper/term';
import { digest, isId } from '../kernel/id';
import type { SqlTime } from '../kernel/timestamp';
import { inList } from '../storage/in-list';
import type { Condition } from '../storage/keyset';
import type { EventSource } from './event.entity';

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

const NEVER: Condition = { text: '1 = 0', values: [] };

/** The filter as conditions on the `event` table under `alias`; the tenant is the caller's. */
export function eventConditions(filter: EventFilter, alias: string): Condition[] {
  const conditions: Condition[] = [];
  const compare = (column: string, sign: string, value: string | null | undefined) => {
    if (typeof value === 'string')
      conditions.push({ text: `${alias}.${column} ${sign} ?`, values: [value] });
  };
  const oneOf = (column: string, values: readonly string[] | null | undefined) => {
    if (values) conditions.push(isOneOf(`${alias}.${column}`, values));
  };
  for (const [column, id] of [
    ['person_id', filter.personId],
    ['course_id', filter.courseId],
    ['membership_id', filter.membershipId],
  ] as const) {
    if (typeof id === 'string')
      conditions.push(isId(id) ? { text: `${alias}.${column} = ?`, values: [id] } : NEVER);
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
  compare('participant_id', '=', filter.participantId);
  compare('sensor', '=', filter.sensor);
  compare('object_key', '=', filter.objectId && digest(filter.objectId));
  compare('session_key', '=', filter.sessionId && digest(filter.sessionId));
  return conditions;
}

/** A term matches in every vocabulary; an IRI only in its own. */
function typeIs(type: string, alias: string): Condition {
  if (!type.includes(':')) return { text: `${alias}.type = ?`, values: [type] };
  const { namespace, term } = typeTerm(type);
  return { text: `(${alias}.type = ? AND ${alias}.type_namespace = ?)`, values: [term, namespace] };
}

function isOneOf(column: string, values: readonly string[]): Condition {
  if (values.length === 0) return NEVER;
  const list = inList(values);
  return { text: `${column} IN ${list.text}`, values: list.values };
}

function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return NEVER;
  return {
    text: `(${conditions.map((one) => one.text).join(' OR ')})`,
    values: conditions.flatMap((one) => one.values),
  };
}
