import { isObject, type Json, type JsonObject } from '../kernel/json';
import type { CourseRef, IdentifierRef, MembershipRef, PersonRef } from '../kernel/roster';
import { kindOf, type ReadingContext, resolve } from './context';
import { courseOfGroup, joinCourses } from './course-ref';
import { groupUsers, membersOf } from './group-users';
import { isSameEntity } from './identifier';
import {
  membershipParts,
  type MembershipParts,
  membershipRef,
  NO_MEMBERSHIP,
} from './membership-ref';
import { mentionsOf } from './mentions';
import { nodeId, nodeType } from './node';
import { joinPersons, personRef } from './person-ref';

/** Whom and what an event is about, and what else it tells the directory. */
export interface References {
  readonly person: PersonRef | null;
  readonly course: CourseRef | null;
  readonly membership: MembershipRef | null;
  /** The roles of the event's own membership: as they were at the event. */
  readonly roles: readonly string[];
  readonly persons: readonly PersonRef[];
  readonly courses: readonly CourseRef[];
  readonly memberships: readonly MembershipRef[];
  readonly groupMembers: readonly (readonly IdentifierRef[])[];
}

/** Events whose actor may be an application (Caliper 1.2 section 2: actor is an Agent). */
const ANY_AGENT: ReadonlySet<string> = new Set([
  'Event',
  'GradeEvent',
  'OutcomeEvent',
  'SessionEvent',
]);

/**
 * Finds the person, course and membership of an event.
 * Person: the actor where it is a person, else membership.member, else federatedSession.user, else (an
 * application graded it) who made the attempt.
 * Course: the group where it is a course, else the course that the group is part of, else
 * membership.organization. Membership: the event's own, each side completed by the other two.
 */
export function referencesOf(event: JsonObject, context: ReadingContext): References {
  const node = membershipNode(event, context);
  const parts = node === null ? NO_MEMBERSHIP : membershipParts(node, context);
  const user = personRef(resolve(event.federatedSession, context)?.user, context);
  const actor = isActingPerson(event, parts, user, context)
    ? personRef(event.actor, context)
    : null;
  const more = mentionsOf(event, context);
  const person = completed(actor, [parts.member, user]) ?? parts.member ?? user ?? more.assignee;
  const group = courseOfGroup(event.group, context);
  const course = completedCourse(group, parts.course) ?? parts.course;
  const members = groupUsers(event.group, event, context);
  const membership = membershipOf(node, parts, { person, actor, course });
  const persons = [parts.member, user, personRef(resolve(event.session, context)?.user, context)];
  return {
    person,
    course,
    membership,
    roles: parts.roles,
    persons: others(person, [...persons, ...members, ...enrolled(event, context), ...more.persons]),
    courses: others(course, [...withParents([course, parts.course, group, ...more.courses])]),
    memberships: more.memberships,
    groupMembers: others(null, members).map(({ identifiers }) => identifiers),
  };
}

/** An object of another type in this place says nothing of anybody's roles. */
function membershipNode(event: JsonObject, context: ReadingContext): JsonObject | null {
  const kind = kindOf(event.membership, context);
  return kind === 'MEMBERSHIP' || kind === 'UNKNOWN' ? resolve(event.membership, context) : null;
}

/** A bare IRI may be a person or an application: the event's type and its other members decide. */
function isActingPerson(
  event: JsonObject,
  { member }: MembershipParts,
  user: PersonRef | null,
  context: ReadingContext,
): boolean {
  const kind = kindOf(event.actor, context);
  if (kind !== 'UNKNOWN') return kind === 'PERSON';
  const id = nodeId(event.actor);
  if (id === null || id === nodeId(event.edApp)) return false;
  const isNamed = [member, user].some((ref) => ref?.identifiers[0]?.value === id);
  return isNamed || !ANY_AGENT.has(nodeType(event)?.term ?? 'Event');
}

function membershipOf(
  node: JsonObject | null,
  parts: MembershipParts,
  main: { person: PersonRef | null; actor: PersonRef | null; course: CourseRef | null },
): MembershipRef | null {
  if (node === null) return null;
  // A membership without a member is the actor's, one without an organization is in the event's course.
  const member = parts.member ?? main.actor;
  const inCourse = parts.inCourse || !node.organization;
  const course = parts.course ?? (node.organization ? null : main.course);
  return membershipRef({
    ...parts,
    inCourse,
    member: member && main.person && isSame(member, main.person) ? main.person : member,
    course: course && main.course && isSame(course, main.course) ? main.course : course,
  });
}

function completed(ref: PersonRef | null, more: readonly (PersonRef | null)[]): PersonRef | null {
  if (ref === null) return null;
  return more.reduce<PersonRef>((known, other) => {
    return other !== null && isSame(known, other) ? joinPersons(known, other) : known;
  }, ref);
}

function completedCourse(ref: CourseRef | null, other: CourseRef | null): CourseRef | null {
  return ref && other && isSame(ref, other) ? joinCourses(ref, other) : ref;
}

/** The people that a course lists as its members (1.0 and Blackboard write `members: []`). */
function enrolled(event: JsonObject, context: ReadingContext): (PersonRef | null)[] {
  const { group } = event;
  const isCourse = isObject(group) && kindOf(group, context) === 'COURSE';
  return isCourse ? membersOf(group).map((member: Json) => personRef(member, context)) : [];
}

function* withParents(courses: readonly (CourseRef | null)[]): Generator<CourseRef> {
  for (const course of courses) {
    for (let next = course; next; next = next.parent ?? null) yield next;
  }
}

/** Each entity once, and the main one not at all. */
function others<T extends Named>(main: T | null, all: readonly (T | null)[]): T[] {
  const found = new Map<string, T>();
  for (const ref of all) {
    if (ref === null || (main !== null && isSame(ref, main))) continue;
    const { type, system, value } = ref.identifiers[0] as IdentifierRef;
    const key = `${type}\n${system}\n${value}`;
    if (!found.has(key)) found.set(key, ref);
  }
  return [...found.values()];
}

interface Named {
  readonly identifiers: readonly IdentifierRef[];
}

function isSame(one: Named, other: Named): boolean {
  return isSameEntity(one.identifiers, other.identifiers);
}
