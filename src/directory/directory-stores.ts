import type { Database } from '../storage/database';
import { CourseStore } from './course.store';
import { IdentifierStore } from './identifier.store';
import { MembershipStore } from './membership.store';
import { PersonStore } from './person.store';

/** What the directory reads from. */
export interface DirectoryStores {
  readonly persons: PersonStore;
  readonly courses: CourseStore;
  readonly memberships: MembershipStore;
  readonly identifiers: IdentifierStore;
}

/** The directory's stores on one database. They hold no state. */
export function directoryStores(database: Database): DirectoryStores {
  return {
    persons: new PersonStore(database),
    courses: new CourseStore(database),
    memberships: new MembershipStore(database),
    identifiers: new IdentifierStore(database),
  };
}
