import { MAX_NAME } from '../kernel/roster';
import { checkedIdentifier, identifierSlot } from './checked-identifier';
import { checkedList, checkedText, inputError } from './checked-input';
import { checkedIdentifiers, type EntityInput, type EntityName, MAX_UPSERTS } from './entity-input';
import type { CourseInput } from './types/course.input';

const MAX_NUMBER = 256;
const MAX_TYPE = 256;

/**
 * The courses of a roster mutation, checked as far as that goes without the directory. A course that is
 * named by its number alone gets the number as its identifier.
 * @throws CodedError REQUIRED, TOO_LONG, TOO_MANY, INVALID_CHARACTER, BAD_USER_INPUT, with the path of the first fault.
 */
export function checkedCourses(inputs: readonly CourseInput[]): EntityInput[] {
  return checkedList(inputs, '/courses', MAX_UPSERTS).map((input, at) => {
    const path = `/courses/${at}`;
    const given = checkedIdentifiers('COURSE', input.identifiers, path);
    const id = input.id ?? null;
    const number = checkedText(input.courseNumber, `${path}/courseNumber`, MAX_NUMBER);
    const soleNumber = id === null && given.length === 0 ? number : null;
    if (id === null && given.length === 0 && number === null) {
      const required = 'named by an id, an identifier or a course number';
      throw inputError('REQUIRED', path, required, 'none of them');
    }
    const own =
      soleNumber === null
        ? given
        : [identifierSlot('COURSE', { type: 'COURSE_NUMBER', system: '', value: soleNumber })];
    return {
      path,
      id,
      identifiers: own,
      whenFree: null,
      soleNumber,
      attributes: {
        course_number: number,
        name: checkedText(input.name, `${path}/name`, MAX_NAME),
        academic_session: checkedText(input.academicSession, `${path}/academicSession`, MAX_NAME),
        type: checkedText(input.type, `${path}/type`, MAX_TYPE),
      },
      parent: parentOf(input, path),
    };
  });
}

function parentOf({ parentId, parent }: CourseInput, path: string): EntityName | null {
  if (typeof parentId === 'string' && parent) {
    throw inputError(
      'BAD_USER_INPUT',
      `${path}/parent`,
      'left out where parentId is given',
      'both',
    );
  }
  if (typeof parentId === 'string')
    return { path: `${path}/parentId`, id: parentId, identifier: null };
  if (!parent) return null;
  const identifier = checkedIdentifier('COURSE', parent, `${path}/parent`);
  return { path: `${path}/parent`, id: null, identifier };
}
