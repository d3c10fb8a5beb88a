import type { Json, JsonObject } from '../kernel/json';
import type { CourseRef, IdentifierRef, MembershipRef, PersonRef } from '../kernel/roster';
import { kindOf, type ReadingContext } from './context';
import { batchUidOf, bbCourseIdentifiers, courseOfGroup } from './course-ref';
import { joinIdentifiers, siteOf } from './identifier';
import { isStorable, MAX_TERM, nodeId, objectOf, textOf } from './node';
import { bbUserIdentifiers, personRef } from './person-ref';
import { roleTerm, statusTerm } from './term';

/** Of a membership's roles no more than this many are kept. */
const MAX_ROLES = 50;

/** What a membership says of each side; a ref needs both sides. */
export interface MembershipParts {
  readonly member: PersonRef | null;
  /** The course itself, or the course that the membership's group is part of. */
  readonly course: CourseRef | null;
  /** False where the membership is in a group: its roles are none in the course. */
  readonly inCourse: boolean;
  readonly roles: readonly string[];
  readonly status: string | null;
}

/** What a membership that says nothing comes to. */
export const NO_MEMBERSHIP: MembershipParts = {
  member: null,
  course: null,
  inCourse: false,
  roles: [],
  status: null,
};

/**
 * Reads a Membership (Caliper 1.2 section 3.3): its member, its organization, its roles. Blackboard's
 * extensions on the membership itself complete the identifiers of both sides, or stand for a side that
 * is missing.
 */
export function membershipParts(node: JsonObject, context: ReadingContext): MembershipParts {
  const extensions = objectOf(node, 'extensions');
  const site = siteOf(nodeId(node)) ?? context.system;
  const { member, organization } = node;
  const system = siteOf(nodeId(member)) ?? site;
  const courseSystem = siteOf(nodeId(organization)) ?? site;
  const kind = kindOf(organization, context);
  return {
    member: completePerson(personRef(member, context), bbUserIdentifiers(extensions, system)),
    course: completeCourse(
      courseOfGroup(organization, context),
      kind === 'OTHER' ? [] : bbCourseIdentifiers(extensions, courseSystem),
    ),
    inCourse: kind !== 'GROUP' && kind !== 'OTHER',
    roles: rolesOf(node.roles),
    status: statusOf(node),
  };
}

/** The ref of a membership whose both sides are known. */
export function membershipRef(parts: MembershipParts): MembershipRef | null {
  const { member: person, course, inCourse, roles, status } = parts;
  return person && course && inCourse ? { person, course, roles, status } : null;
}

/** Role terms of a list, or of the one text that some senders write instead. */
export function rolesOf(value: Json | undefined): string[] {
  const roles: string[] = [];
  for (const sent of Array.isArray(value) ? value.slice(0, MAX_ROLES) : [value]) {
    const role = typeof sent === 'string' ? roleTerm(sent) : '';
    if (isKept(role) && !roles.includes(role)) roles.push(role);
  }
  return roles;
}

function statusOf(node: JsonObject): string | null {
  const sent = textOf(node, 'status');
  const status = sent === null ? null : statusTerm(sent);
  return status !== null && isKept(status) ? status : null;
}

function isKept(term: string): boolean {
  return term !== '' && term.length <= MAX_TERM && isStorable(term);
}

function completePerson(
  ref: PersonRef | null,
  more: readonly (IdentifierRef | null)[],
): PersonRef | null {
  const identifiers = joinIdentifiers(ref?.identifiers ?? [], more);
  if (identifiers.length === 0 || identifiers === ref?.identifiers) return ref;
  return { ...ref, identifiers };
}

function completeCourse(
  ref: CourseRef | null,
  more: readonly (IdentifierRef | null)[],
): CourseRef | null {
  const identifiers = joinIdentifiers(ref?.identifiers ?? [], more);
  if (identifiers.length === 0 || identifiers === ref?.identifiers) return ref;
  return { ...ref, identifiers, courseNumber: ref?.courseNumber ?? batchUidOf(identifiers) };
}
