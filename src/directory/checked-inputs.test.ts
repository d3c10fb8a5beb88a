import { CodedError } from '../kernel/coded-error';
import { checkedCourses } from './checked-courses';
import { checkedMemberships } from './checked-memberships';
import { checkedPersons } from './checked-persons';

const iri = { type: 'IRI', value: 'a' } as const;
const x = (count: number) => 'x'.repeat(count);

/** `CODE path` of the fault, or what was taken. */
function tried<T>(check: () => T): T | string {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    expect(error.details).toEqual({
      path: error.details['path'],
      required: expect.any(String) as unknown,
      came: expect.any(String) as unknown,
    });
    return `${error.code} ${String(error.details['path'])}`;
  }
}
const personFault = (over: object) =>
  tried(() => checkedPersons([{ identifiers: [iri], ...over }]));
const courseFault = (over: object) =>
  tried(() => checkedCourses([{ identifiers: [iri], ...over }]));
const membershipFault = (over: object) =>
  tried(() => checkedMemberships([{ personId: 'p', courseId: 'c', roles: [], ...over }]));

describe('the inputs of a roster', () => {
  it.each<[number, object]>([
    [1024, { name: x(1024) }],
    [1024, { givenName: x(1024), familyName: x(1024), email: x(1024) }],
    [2048, { identifiers: [{ ...iri, value: x(2048), system: x(2048) }] }],
    [50, { identifiers: Array.from({ length: 50 }, () => iri) }],
  ])('may be as long as their bound (%i)', (_, over) => {
    expect(personFault(over)).toHaveLength(1);
    expect(typeof personFault(over)).toBe('object');
  });

  it.each<[string, object]>([
    ['TOO_LONG /persons/0/name', { name: x(1025) }],
    ['TOO_LONG /persons/0/givenName', { givenName: x(1025) }],
    ['TOO_LONG /persons/0/familyName', { familyName: x(1025) }],
    ['TOO_LONG /persons/0/email', { email: x(1025) }],
    ['REQUIRED /persons/0/name', { name: '' }],
    ['INVALID_CHARACTER /persons/0/name', { name: 'a\0' }],
    ['INVALID_CHARACTER /persons/0/email', { email: '\ud800' }],
    ['TOO_MANY /persons/0/identifiers', { identifiers: Array.from({ length: 51 }, () => iri) }],
    ['TOO_LONG /persons/0/identifiers/0/value', { identifiers: [{ ...iri, value: x(2049) }] }],
    ['REQUIRED /persons/0/identifiers/0/value', { identifiers: [{ ...iri, value: '' }] }],
    ['TOO_LONG /persons/0/identifiers/0/system', { identifiers: [{ ...iri, system: x(2049) }] }],
    [
      'INVALID_CHARACTER /persons/0/identifiers/1/value',
      { identifiers: [iri, { ...iri, value: '\udc00' }] },
    ],
    ...['_:b0', 'https://lms.example/users/', 'unknown/unknown'].map((value): [string, object] => [
      'BAD_USER_INPUT /persons/0/identifiers/0/value',
      { identifiers: [{ ...iri, value }] },
    ]),
    [
      'BAD_USER_INPUT /persons/0/identifiers/0/type',
      { identifiers: [{ ...iri, type: 'COURSE_NUMBER' }] },
    ],
    [
      'BAD_USER_INPUT /persons/0/identifiers/0/system',
      { identifiers: [{ type: 'EMAIL', system: 's', value: 'a' }] },
    ],
    [
      'REQUIRED /persons/0/identifiers/0/system',
      { identifiers: [{ type: 'PARTICIPANT_ID', value: 'a' }] },
    ],
    ['REQUIRED /persons/0', { identifiers: [], email: 'a@x' }],
    ['REQUIRED /persons/0', { identifiers: null, id: null }],
  ])('are refused with %s', (expected, over) => {
    expect(personFault(over)).toBe(expected);
  });

  it.each<[string, object]>([
    ['TOO_LONG /courses/0/courseNumber', { courseNumber: x(257) }],
    ['TOO_LONG /courses/0/type', { type: x(257) }],
    ['TOO_LONG /courses/0/academicSession', { academicSession: x(1025) }],
    ['BAD_USER_INPUT /courses/0/identifiers/0/type', { identifiers: [{ ...iri, type: 'EMAIL' }] }],
    ['BAD_USER_INPUT /courses/0/parent/type', { parent: { ...iri, type: 'BB_USER_ID' } }],
    ['REQUIRED /courses/0', { identifiers: [], name: 'Biology' }],
  ])('of courses are refused with %s', (expected, over) => {
    expect(courseFault(over)).toBe(expected);
  });

  it('of courses may be as long as their columns', () => {
    expect(typeof courseFault({ courseNumber: x(256), type: x(256) })).toBe('object');
  });

  it.each<[string, object]>([
    ['TOO_MANY /memberships/0/roles', { roles: Array.from({ length: 51 }, (_, n) => `r${n}`) }],
    ['TOO_LONG /memberships/0/roles/1', { roles: ['a', x(257)] }],
    ['REQUIRED /memberships/0/roles/0', { roles: [''] }],
    [
      'TOO_LONG /memberships/0/roles',
      { roles: Array.from({ length: 16 }, (_, n) => `${x(240)}${10 + n}${x(8)}`) },
    ],
    ['TOO_LONG /memberships/0/status', { status: x(257) }],
    ['INVALID_CHARACTER /memberships/0/status', { status: '\0' }],
    ['BAD_USER_INPUT /memberships/0', { person: iri }],
    ['BAD_USER_INPUT /memberships/0', { courseId: null }],
    [
      'BAD_USER_INPUT /memberships/0/course/type',
      { courseId: null, course: { ...iri, type: 'EMAIL' } },
    ],
  ])('of memberships are refused with %s', (expected, over) => {
    expect(membershipFault(over)).toBe(expected);
  });

  it('of memberships may be as long as their bounds', () => {
    const fifty = Array.from({ length: 50 }, (_, n) => `r${n}`);
    expect(typeof membershipFault({ roles: fifty, status: x(256) })).toBe('object');
    expect(typeof membershipFault({ roles: [x(256)] })).toBe('object');
  });

  it('are 500 of a kind at most', () => {
    const many = (count: number) => Array.from({ length: count }, () => ({ identifiers: [iri] }));
    expect(tried(() => checkedPersons(many(500)))).toHaveLength(500);
    expect(tried(() => checkedPersons(many(501)))).toBe('TOO_MANY /persons');
    expect(tried(() => checkedCourses(many(501)))).toBe('TOO_MANY /courses');
    const memberships = Array.from({ length: 501 }, () => ({
      personId: 'p',
      courseId: 'c',
      roles: [],
    }));
    expect(tried(() => checkedMemberships(memberships))).toBe('TOO_MANY /memberships');
  });
});
