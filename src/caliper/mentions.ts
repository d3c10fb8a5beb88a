import type { Json, JsonObject } from '../kernel/json';
import type { CourseRef, MembershipRef, PersonRef } from '../kernel/roster';
import { kindOf, type ReadingContext, resolve } from './context';
import { courseRef } from './course-ref';
import { membersOf } from './group-users';
import { membershipParts, membershipRef } from './membership-ref';
import { nodeType } from './node';
import { personRef } from './person-ref';

/** What the entities of an event tell the directory beside its person, course and membership. */
export interface Mentions {
  /** Who made the attempt that the event is about. */
  readonly assignee: PersonRef | null;
  readonly persons: readonly (PersonRef | null)[];
  readonly courses: readonly (CourseRef | null)[];
  readonly memberships: readonly MembershipRef[];
}

/** The members of an event that may hold a person, a course, a membership or somebody's attempt. */
const PLACES = ['object', 'generated', 'target'] as const;

/** Reads object, generated and target: persons, courses, memberships, groups, and who made an attempt. */
export function mentionsOf(event: JsonObject, context: ReadingContext): Mentions {
  const persons: (PersonRef | null)[] = [];
  const courses: (CourseRef | null)[] = [];
  const memberships: MembershipRef[] = [];
  let assignee: PersonRef | null = null;
  const read = (entity: Json | undefined) => {
    const kind = kindOf(entity, context);
    if (kind === null || kind === 'UNKNOWN') return;
    const node = resolve(entity, context) as JsonObject;
    if (kind === 'PERSON') persons.push(personRef(entity, context));
    else if (kind === 'COURSE') courses.push(courseRef(entity, context));
    else if (kind === 'GROUP') {
      for (const member of membersOf(node)) persons.push(personRef(member, context));
      if (kindOf(node.subOrganizationOf, context) === 'COURSE') {
        courses.push(courseRef(node.subOrganizationOf, context));
      }
    } else if (kind === 'MEMBERSHIP') {
      const parts = membershipParts(node, context);
      persons.push(parts.member);
      courses.push(parts.course);
      const ref = membershipRef(parts);
      if (ref) memberships.push(ref);
    } else {
      const person = attemptedBy(node, context);
      persons.push(person);
      assignee ??= person;
    }
  };
  for (const place of PLACES) read(event[place]);
  return { assignee, persons, courses, memberships };
}

/**
 * Who made an attempt: `assignee` (1.1), `actor` (1.0), in the attempt itself, in the attempt of a score
 * or response, or (1.0) in the result.
 */
function attemptedBy(node: JsonObject, context: ReadingContext): PersonRef | null {
  const attempt = HAS_ACTOR.has(nodeType(node)?.term ?? '') ? node : resolve(node.attempt, context);
  if (attempt === null) return null;
  const assignee = attempt.assignee ?? attempt.actor;
  const kind = kindOf(assignee, context);
  if (kind === 'PERSON' || kind === 'UNKNOWN') return personRef(assignee, context);
  return attempt === node && node.attempt !== undefined
    ? attemptedBy({ attempt: node.attempt }, context)
    : null;
}

const HAS_ACTOR: ReadonlySet<string> = new Set(['Attempt', 'Result']);
