import { checkedIdentifier } from './checked-identifier';
import { checkExactlyOne } from './checked-input';
import type { CourseRow } from './course.store';
import type { DirectoryLoaders } from './directory-loaders';
import type { PersonRow } from './person.store';
import type { IdentifierInput } from './types/identifier.input';

/** How a client names one person. */
export interface PersonName {
  readonly id?: string | null;
  readonly identifier?: IdentifierInput | null;
}

/** How a client names one course. */
export interface CourseName extends PersonName {
  readonly courseNumber?: string | null;
}

/** Finds the one person that is named; null when nobody is. @throws CodedError BAD_USER_INPUT unless exactly one name is given. */
export async function findPerson(
  loaders: DirectoryLoaders,
  { id, identifier }: PersonName,
): Promise<PersonRow | null> {
  checkExactlyOne('', { id, identifier });
  if (typeof id === 'string') return loaders.personById.load(id);
  return identifier
    ? loaders.personNamed(checkedIdentifier('PERSON', identifier, '/identifier').ref)
    : null;
}

/** Finds the one course that is named; null when none is. @throws CodedError BAD_USER_INPUT unless exactly one name is given. */
export async function findCourse(
  loaders: DirectoryLoaders,
  { id, courseNumber, identifier }: CourseName,
): Promise<CourseRow | null> {
  checkExactlyOne('', { id, courseNumber, identifier });
  if (typeof id === 'string') return loaders.courseById.load(id);
  if (typeof courseNumber === 'string') return loaders.courseByNumber.load(courseNumber);
  return identifier
    ? loaders.courseByIdentifier.load(checkedIdentifier('COURSE', identifier, '/identifier').ref)
    : null;
}
