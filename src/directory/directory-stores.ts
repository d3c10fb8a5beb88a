import type { Database } from '../storage/database';
import { BelongingStore } from './belonging.store';
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
  readonly belonging: BelongingStore;
}

/** The directory's stores on one database. They hold no state. */
export function directoryStores(database: Database): DirectoryStores {
  const identifiers = new IdentifierStore(database);
  return {
    persons: new PersonStore(database),
    courses: new CourseStore(database),
    memberships: new MembershipStore(database),
    identifiers,
    belonging: new BelongingStore(database, identifiers),
  };
}
