import { connectionTypes } from '../../graphql/connection';
import { CourseEntity } from '../course.entity';
import { MembershipEntity } from '../membership.entity';
import { PersonEntity } from '../person.entity';

/** The connection types of the directory. */
export const PersonConnection = connectionTypes(
  'Person',
  () => PersonEntity,
  'persons',
).ConnectionType;
export const CourseConnection = connectionTypes(
  'Course',
  () => CourseEntity,
  'courses',
).ConnectionType;
export const MembershipConnection = connectionTypes(
  'Membership',
  () => MembershipEntity,
  'memberships',
).ConnectionType;
