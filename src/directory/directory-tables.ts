import type { ReadTable, ToOne } from '../storage/row-selection';
import type { CourseRow, MembershipRow, PersonRow } from './directory-rows';
import { readRoles } from './roles-text';

/** Persons as they are read. */
export const PERSON: ReadTable<PersonRow> = {
  table: 'person',
  columns: {
    id: 'id',
    name: 'name',
    givenName: 'given_name',
    familyName: 'family_name',
    email: 'email',
    createdAt: 'created_at',
  },
  instants: ['createdAt'],
  always: ['id'],
  needs: { __typename: [], identifiers: [], memberships: [], courses: [], events: [] },
};

/** Courses as they are read. */
export const COURSE: ReadTable<CourseRow> = {
  table: 'course',
  columns: {
    id: 'id',
    courseNumber: 'course_number',
    name: 'name',
    academicSession: 'academic_session',
    type: 'type',
    parentId: 'parent_id',
    createdAt: 'created_at',
  },
  instants: ['createdAt'],
  always: ['id'],
  needs: {
    __typename: [],
    parent: ['parentId'],
    identifiers: [],
    memberships: [],
    events: [],
    activity: [],
  },
};

/** Memberships as they are read. */
export const MEMBERSHIP: ReadTable<MembershipRow> = {
  table: 'membership',
  columns: {
    id: 'id',
    personId: 'person_id',
    courseId: 'course_id',
    roles: 'roles',
    status: 'status',
    createdAt: 'created_at',
  },
  instants: ['createdAt'],
  always: ['id'],
  needs: { __typename: [], person: ['personId'], course: ['courseId'], events: [] },
  make: (row) => {
    const { roles } = row as { readonly roles?: unknown };
    if (typeof roles === 'string') row.roles = readRoles(roles);
    return row;
  },
};

/** The person of a row that has a `person_id`. */
export const ITS_PERSON: ToOne = { name: 'person', of: PERSON, on: { id: 'person_id' } };

/** The course of a row that has a `course_id`. */
export const ITS_COURSE: ToOne = { name: 'course', of: COURSE, on: { id: 'course_id' } };

/** The membership of a row that has a `membership_id`. */
export const ITS_MEMBERSHIP: ToOne = {
  name: 'membership',
  of: MEMBERSHIP,
  on: { id: 'membership_id' },
};
