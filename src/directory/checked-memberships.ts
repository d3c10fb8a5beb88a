import { inputError, checkedList, checkedText, checkExactlyOne } from './checked-input';
import { checkedIdentifier } from './checked-identifier';
import { type EntityName, MAX_UPSERTS } from './entity-input';
import { lisRole, lisStatus } from './lis-term';
import { MAX_ROLES, MAX_TERM } from './membership-conditions';
import { LONGEST_ROLES } from './roles-text';
import type { MembershipInput } from './types/membership.input';

/** A membership of a roster, checked. */
export interface CheckedMembership {
  readonly person: EntityName;
  readonly course: EntityName;
  /** JSON array of role terms, each once. */
  readonly roles: string;
  /** Null says nothing. */
  readonly status: string | null;
}

/**
 * The memberships of a roster mutation, checked as far as that goes without the directory.
 * @throws CodedError REQUIRED, TOO_LONG, TOO_MANY, INVALID_CHARACTER, BAD_USER_INPUT, with the path of the first fault.
 */
export function checkedMemberships(inputs: readonly MembershipInput[]): CheckedMembership[] {
  return checkedList(inputs, '/memberships', MAX_UPSERTS).map((input, at) => {
    const path = `/memberships/${at}`;
    const { personId, person, courseId, course } = input;
    checkExactlyOne(path, { personId, person });
    checkExactlyOne(path, { courseId, course });
    const status = checkedText(input.status, `${path}/status`, MAX_TERM);
    return {
      person: person
        ? {
            path: `${path}/person`,
            id: null,
            identifier: checkedIdentifier('PERSON', person, `${path}/person`),
          }
        : { path: `${path}/personId`, id: personId ?? null, identifier: null },
      course: course
        ? {
            path: `${path}/course`,
            id: null,
            identifier: checkedIdentifier('COURSE', course, `${path}/course`),
          }
        : { path: `${path}/courseId`, id: courseId ?? null, identifier: null },
      roles: checkedRoles(input.roles, `${path}/roles`),
      status: status === null ? null : lisStatus(status),
    };
  });
}

function checkedRoles(roles: readonly string[], path: string): string {
  const terms = checkedList(roles, path, MAX_ROLES).map((role, at) =>
    lisRole(checkedText(role, `${path}/${at}`, MAX_TERM) ?? ''),
  );
  const text = JSON.stringify([...new Set(terms)]);
  if (text.length <= LONGEST_ROLES) return text;
  throw inputError(
    'TOO_LONG',
    path,
    `at most ${LONGEST_ROLES} characters as JSON`,
    `${text.length}`,
  );
}
