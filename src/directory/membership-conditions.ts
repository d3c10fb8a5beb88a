import { isId } from '../kernel/id';
import type { Condition } from '../storage/keyset';
import { lisRole, lisStatus } from './lis-term';
import { checkedList, checkedText } from './checked-input';

/** What memberships are asked for: all that is given must hold. An empty list asks for nothing, and gets it. */
export interface MembershipConditions {
  readonly personId?: string | null;
  readonly courseId?: string | null;
  readonly roles?: readonly string[] | null;
  readonly status?: string | null;
}

/** Most roles that a filter or a membership may name. */
export const MAX_ROLES = 50;
/** Longest role or status, in UTF-16 units. */
export const MAX_TERM = 256;

const NEVER: Condition = { text: '1 = 0', values: [] };

/**
 * The filter as conditions on `membership` under `alias`; the tenant is the caller's.
 * @throws CodedError TOO_LONG, TOO_MANY, INVALID_CHARACTER with a path under `/filter`.
 */
export function membershipConditions(filter: MembershipConditions, alias: string): Condition[] {
  const conditions: Condition[] = [];
  for (const [column, id] of [
    ['person_id', filter.personId],
    ['course_id', filter.courseId],
  ] as const) {
    if (typeof id !== 'string') continue;
    conditions.push(isId(id) ? { text: `${alias}.${column} = ?`, values: [id] } : NEVER);
  }
  if (filter.roles) conditions.push(hasAnyRole(filter.roles, `${alias}.roles`));
  const status = checkedText(filter.status, '/filter/status', MAX_TERM);
  if (status !== null)
    conditions.push({ text: `${alias}.status = ?`, values: [lisStatus(status)] });
  return conditions;
}

/** A role stands in the JSON text after `[` or `,`; inside a string its quotation mark would be escaped. */
function hasAnyRole(roles: readonly string[], column: string): Condition {
  const terms = checkedList(roles, '/filter/roles', MAX_ROLES).map((role, at) =>
    JSON.stringify(lisRole(checkedText(role, `/filter/roles/${at}`, MAX_TERM) ?? '')),
  );
  if (terms.length === 0) return NEVER;
  const either = `INSTR(${column}, ?) > 0 OR INSTR(${column}, ?) > 0`;
  return {
    text: `(${terms.map(() => either).join(' OR ')})`,
    values: terms.flatMap((term) => [`[${term}`, `,${term}`]),
  };
}
