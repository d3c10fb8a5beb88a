import type DataLoader from 'dataloader';
import {
  type Connection,
  connectionOf,
  type PageArguments,
  readPageArguments,
} from '../kernel/page';
import type { CourseConditions, CourseRow, CourseUnder } from './course.store';
import type { DirectoryStores } from './directory-stores';
import type { MembershipConditions } from './membership-conditions';
import type { MembershipParent, MembershipRow } from './membership.store';
import type { RowBudget } from '../kernel/row-budget';
import { type Finder, prime } from './finder';
import { PageLoaders } from './page-loaders';
import type { PersonConditions, PersonRow } from './person.store';

/** Pages by the id of what they are under. */
export type PagesUnder<T> = DataLoader<string, Connection<T>>;

/** Rows by id. */
export interface Finders {
  readonly personById: Finder<PersonRow>;
  readonly courseById: Finder<CourseRow>;
}

const ownId = ({ id }: { readonly id: string }): [string] => [id];

/**
 * The lists of the directory that one request reads. All of them throw CodedError BAD_USER_INPUT with the
 * argument's path, and the errors of membershipConditions.
 */
export class DirectoryPages {
  private readonly membershipsUnder: Readonly<Record<MembershipParent, PageLoaders<MembershipRow>>>;
  private readonly coursesUnder: PageLoaders<CourseUnder>;

  constructor(
    private readonly stores: DirectoryStores,
    private readonly tenantId: string,
    /** What rows that a page brought can be found by. */
    private readonly finders: Finders,
    private readonly budget: RowBudget,
  ) {
    const memberships = (parentOf: (row: MembershipRow) => string) =>
      new PageLoaders({ order: 'memberships', parentOf, placeOf: ownId }, budget);
    this.membershipsUnder = {
      person_id: memberships(({ personId }) => personId),
      course_id: memberships(({ courseId }) => courseId),
    };
    this.coursesUnder = new PageLoaders(
      {
        order: 'courses-of-person',
        parentOf: (course) => course.parent_id,
        placeOf: (course) => [course.membershipId],
      },
      budget,
    );
  }

  /** Memberships by person id, in the order of their ids. */
  membershipsOfPerson(
    args: PageArguments,
    filter: MembershipConditions = {},
  ): PagesUnder<MembershipRow> {
    return this.pagesUnder('person_id', args, filter);
  }

  /** Memberships by course id, in the order of their ids. */
  membershipsOfCourse(
    args: PageArguments,
    filter: MembershipConditions = {},
  ): PagesUnder<MembershipRow> {
    return this.pagesUnder('course_id', args, filter);
  }

  /** Courses by person id, in the order of the memberships. */
  coursesOfPerson(args: PageArguments): PagesUnder<CourseRow> {
    const page = readPageArguments(args, 'courses-of-person', 1);
    return this.coursesUnder.of(page, null, async (parents) => {
      const rows = await this.stores.courses.underPersons(this.tenantId, parents, page);
      prime(this.finders.courseById, rows);
      return rows;
    });
  }

  /** The tenant's persons, in the order of their ids. */
  async persons(filter: PersonConditions, args: PageArguments): Promise<Connection<PersonRow>> {
    const page = readPageArguments(args, 'persons', 1);
    this.budget.spend(page.limit);
    const rows = await this.stores.persons.page(this.tenantId, filter, page);
    prime(this.finders.personById, rows);
    return connectionOf(rows, page, 'persons', ownId);
  }

  /** The tenant's courses, in the order of their ids. */
  async courses(filter: CourseConditions, args: PageArguments): Promise<Connection<CourseRow>> {
    const page = readPageArguments(args, 'courses', 1);
    this.budget.spend(page.limit);
    const rows = await this.stores.courses.page(this.tenantId, filter, page);
    prime(this.finders.courseById, rows);
    return connectionOf(rows, page, 'courses', ownId);
  }

  /** The tenant's memberships, in the order of their ids. */
  async memberships(
    filter: MembershipConditions,
    args: PageArguments,
  ): Promise<Connection<MembershipRow>> {
    const page = readPageArguments(args, 'memberships', 1);
    this.budget.spend(page.limit);
    const rows = await this.stores.memberships.page(this.tenantId, filter, page);
    return connectionOf(rows, page, 'memberships', ownId);
  }

  /** Forgets what was read. */
  forget(): void {
    this.membershipsUnder.person_id.clear();
    this.membershipsUnder.course_id.clear();
    this.coursesUnder.clear();
  }

  private pagesUnder(
    parent: MembershipParent,
    args: PageArguments,
    { roles, status }: MembershipConditions,
  ): PagesUnder<MembershipRow> {
    const page = readPageArguments(args, 'memberships', 1);
    return this.membershipsUnder[parent].of(page, [roles, status], (parents) =>
      this.stores.memberships.under(this.tenantId, parent, parents, { roles, status }, page),
    );
  }
}
