import type { CourseEntity } from './course.entity';
import type { IdentifierEntity } from './identifier.entity';
import type { MembershipEntity } from './membership.entity';
import type { PersonEntity } from './person.entity';

/** A person as clients see them. */
export type PersonRow = Pick<
  PersonEntity,
  'id' | 'name' | 'givenName' | 'familyName' | 'email' | 'createdAt'
>;

/** A course as clients see it, with the id of the course that it is part of. */
export type CourseRow = Pick<
  CourseEntity,
  'id' | 'courseNumber' | 'name' | 'academicSession' | 'type' | 'parentId' | 'createdAt'
>;

/** A membership as clients see it, with the ids of whose it is and where; or those rows, where they were read along with it. */
export type MembershipRow = Pick<
  MembershipEntity,
  'id' | 'personId' | 'courseId' | 'roles' | 'status' | 'createdAt'
> & { readonly person?: PersonRow | null; readonly course?: CourseRow | null };

/** An identifier as clients see it, with the entity that it names. */
export type IdentifierRow = Pick<
  IdentifierEntity,
  'kind' | 'type' | 'system' | 'value' | 'entityId'
>;
