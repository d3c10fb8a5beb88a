import { derivedId } from '../kernel/id';

/** The id of a person's membership in a course: the same on every gateway. */
export function membershipId(personId: string, courseId: string): string {
  return derivedId('membership', personId, courseId);
}
