import { error, type Problem } from '../kernel/problem';
import type { CourseRef, MembershipRef, PersonRef } from '../kernel/roster';
import type { CaliperItem } from './body';
import { type Described, kindOf, readingContext } from './context';
import { courseRef } from './course-ref';
import { idProblems } from './id-problems';
import { membershipParts, membershipRef } from './membership-ref';
import { isStorable, MAX_TERM, nodeId, nodeType } from './node';
import { personRef } from './person-ref';

/** An entity that was sent apart from events (Caliper 1.2 section 3.1), and what it tells the directory. */
export interface CaliperDescribe {
  readonly type: string;
  readonly typeNamespace: string;
  readonly entityId: string | null;
  readonly person?: PersonRef;
  readonly course?: CourseRef;
  readonly membership?: MembershipRef;
}

/**
 * Reads a describe. One whose type or ids are not usable is impossible; one that names nobody in
 * particular (an anonymous person, a document) is no fault and fills nothing.
 * @param described finds the other describes of the same body.
 */
export function describeOf(
  item: Extract<CaliperItem, { kind: 'EVENT' | 'ENTITY' }>,
  described?: Described,
): CaliperDescribe | { problems: Problem[] } {
  const { value: entity, envelope } = item;
  const problems = idProblems(entity);
  const type = nodeType(entity);
  if (type === null || !isStorable(type.term) || type.namespace.length > MAX_TERM) {
    const required = `a type of at most ${MAX_TERM} characters`;
    problems.push(
      error('REQUIRED', '/type', `An event or entity must have ${required}`, { required }),
    );
  }
  if (type === null || problems.length > 0) return { problems };
  const context = readingContext(entity, envelope.sensor, described);
  const kind = kindOf(entity, context);
  const membership =
    kind === 'MEMBERSHIP' ? membershipRef(membershipParts(entity, context)) : undefined;
  return {
    type: type.term,
    typeNamespace: type.namespace,
    entityId: nodeId(entity),
    person: (kind === 'PERSON' ? personRef(entity, context) : undefined) ?? undefined,
    course: (kind === 'COURSE' ? courseRef(entity, context) : undefined) ?? undefined,
    membership: membership ?? undefined,
  };
}
