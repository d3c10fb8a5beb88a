import type { Reach } from '../kernel/reach';
import { anyOf, isOneOf } from '../storage/condition';
import type { Condition } from '../storage/keyset';

/**
 * What of the directory a reach reaches, as conditions on a statement that is bound to its tenant; none for
 * the whole tenant. The rows of `security/policy.ts` say it in words.
 */

/** Persons, by the column that holds a person's id: oneself, and the members of the courses that one teaches. */
export function personReach({ tenantId, only }: Reach, column: string): Condition[] {
  if (only === null) return [];
  const taught = only.taughtCourseIds;
  const courses = isOneOf('reached.course_id', taught);
  const members: Condition = {
    text: `${column} IN (SELECT reached.person_id FROM membership reached WHERE reached.tenant_id = ? AND ${courses.text})`,
    values: [tenantId, ...courses.values],
  };
  return [anyOf([...isPerson(only.personId, column), ...(taught.length > 0 ? [members] : [])])];
}

/** Courses, by the column that holds a course's id: those that one belongs to, and those that one teaches. */
export function courseReach({ only }: Reach, column: string): Condition[] {
  if (only === null) return [];
  return [isOneOf(column, [...new Set([...only.courseIds, ...only.taughtCourseIds])])];
}

/** Memberships under `alias`: one's own, and those of the courses that one teaches. */
export function membershipReach({ only }: Reach, alias: string): Condition[] {
  if (only === null) return [];
  const taught = only.taughtCourseIds;
  const courses = taught.length > 0 ? [isOneOf(`${alias}.course_id`, taught)] : [];
  return [anyOf([...isPerson(only.personId, `${alias}.person_id`), ...courses])];
}

/** Memberships, by the column that holds a membership's id. */
export function membershipIdReach(reach: Reach, column: string): Condition[] {
  return membershipReach(reach, 'reached').map(({ text, values }) => ({
    text: `${column} IN (SELECT reached.id FROM membership reached WHERE reached.tenant_id = ? AND ${text})`,
    values: [reach.tenantId, ...values],
  }));
}

function isPerson(personId: string | null, column: string): Condition[] {
  return personId === null ? [] : [{ text: `${column} = ?`, values: [personId] }];
}
