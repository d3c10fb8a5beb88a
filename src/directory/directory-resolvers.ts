import { CourseResolver } from './resolvers/course.resolver';
import { IdentifierResolver } from './resolvers/identifier.resolver';
import { MembershipResolver } from './resolvers/membership.resolver';
import { PersonResolver } from './resolvers/person.resolver';
import { RosterResolver } from './resolvers/roster.resolver';

/** The resolver classes of this module. */
export const DIRECTORY_RESOLVERS = [
  PersonResolver,
  CourseResolver,
  MembershipResolver,
  RosterResolver,
  IdentifierResolver,
] as const;
