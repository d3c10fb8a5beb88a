import type DataLoader from 'dataloader';
import { argumentsKey } from '../graphql/arguments-key';
import { checkArguments } from '../graphql/check-arguments';
import {
  type Connection,
  connectionOf,
  type PageArguments,
  readPageArguments,
} from '../kernel/page';
import type { ReachOfRequest } from '../kernel/reach';
import type { CourseConditions, CourseRow, CourseUnder } from './course.store';
import type { DirectoryStores } from './directory-stores';
import type { MembershipConditions } from './membership-conditions';
import type { MembershipParent, MembershipRow, MembershipUnder } from './membership.store';
import type { RowBudget } from '../kernel/row-budget';
import type { RowSelection } from '../storage/row-selection';
import { WHOLE_COURSE, WHOLE_MEMBERSHIP, WHOLE_PERSON } from './directory-selections';
import { type Finder, prime } from './finder';
import { PageLoaders } from './page-loaders';
import type { PersonConditions, PersonRow } from './person.store';

/** Pages by the id of what they are under. */
export type PagesUnder<T> = DataLoader<string, Connection<T>>;

/** The arguments of a list of memberships under a person or course. */
export interface MembershipList extends PageArguments {
  readonly filter?: Pick<MembershipConditions, 'roles' | 'status'> | null;
}

/** Rows by id. */
export interface Finders {
  readonly personById: Finder<PersonRow>;
  readonly courseById: Finder<CourseRow>;
}

const parentOf = (row: { readonly parent_id: string }): string => row.parent_id;
const ownId = ({ id }: { readonly id: string }): [string] => [id];

/**
 * The lists of the directory that one request reads. All of them throw CodedError BAD_USER_INPUT with the
 * argument's path, and the errors of membershipConditions. A selection says what is read of each row;
 * without one it is every column.
 */
export class DirectoryPages {
  private readonly membershipsUnder: Readonly<
    Record<MembershipParent, PageLoaders<MembershipUnder>>
  >;
  private readonly coursesUnder: PageLoaders<CourseUnder>;

  constructor(
    private readonly stores: DirectoryStores,
    private readonly reach: ReachOfRequest,
    /** What rows that a page brought can be found by. */
    private readonly finders: Finders,
    private readonly budget: RowBudget,
  ) {
    const memberships = () =>
      new PageLoaders<MembershipUnder>({ order: 'memberships', parentOf, placeOf: ownId }, budget);
    this.membershipsUnder = { person_id: memberships(), course_id: memberships() };
    this.coursesUnder = new PageLoaders<CourseUnder>(
      {
        order: 'courses-of-person',
        parentOf,
        placeOf: (course) => [course.membershipId],
      },
      budget,
    );
  }

  /** Memberships by person id, in the order of their ids. */
  membershipsOfPerson(
    args: MembershipList,
    selection?: RowSelection<MembershipRow>,
  ): PagesUnder<MembershipRow> {
    return this.pagesUnder('person_id', args, selection);
  }

  /** Memberships by course id, in the order of their ids. */
  membershipsOfCourse(
    args: MembershipList,
    selection?: RowSelection<MembershipRow>,
  ): PagesUnder<MembershipRow> {
    return this.pagesUnder('course_id', args, selection);
  }

  /** Courses by person id, in the order of the memberships. */
  coursesOfPerson(
    args: PageArguments,
    selection: RowSelection<CourseRow> = WHOLE_COURSE,
  ): PagesUnder<CourseRow> {
    return this.coursesUnder.of(argumentsKey(args) + selection.columns, () => {
      const page = readPageArguments(args, 'courses-of-person', 1);
      const { courses } = this.stores;
      const read = async (parents: readonly string[]) => {
        const rows = await courses.underPersons(await this.reach(), parents, page, selection);
        if (selection === WHOLE_COURSE) prime(this.finders.courseById, rows);
        return rows;
      };
      return { page, read };
    });
  }

  /** The tenant's persons, in the order of their ids. */
  async persons(
    filter: PersonConditions,
    args: PageArguments,
    selection: RowSelection<PersonRow> = WHOLE_PERSON,
  ): Promise<Connection<PersonRow>> {
    const page = readPageArguments(args, 'persons', 1);
    this.budget.spend(page.limit);
    const rows = await this.stores.persons.page(await this.reach(), filter, page, selection);
    if (selection === WHOLE_PERSON) prime(this.finders.personById, rows);
    return connectionOf(rows, page, 'persons', ownId);
  }

  /** The tenant's courses, in the order of their ids. */
  async courses(
    filter: CourseConditions,
    args: PageArguments,
    selection: RowSelection<CourseRow> = WHOLE_COURSE,
  ): Promise<Connection<CourseRow>> {
    const page = readPageArguments(args, 'courses', 1);
    this.budget.spend(page.limit);
    const rows = await this.stores.courses.page(await this.reach(), filter, page, selection);
    if (selection === WHOLE_COURSE) prime(this.finders.courseById, rows);
    return connectionOf(rows, page, 'courses', ownId);
  }

  /** The tenant's memberships, in the order of their ids. */
  async memberships(
    filter: MembershipConditions,
    args: PageArguments,
    selection?: RowSelection<MembershipRow>,
  ): Promise<Connection<MembershipRow>> {
    const page = readPageArguments(args, 'memberships', 1);
    this.budget.spend(page.limit);
    const rows = await this.stores.memberships.page(await this.reach(), filter, page, selection);
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
    args: MembershipList,
    selection: RowSelection<MembershipRow> = WHOLE_MEMBERSHIP,
  ): PagesUnder<MembershipRow> {
    return this.membershipsUnder[parent].of(argumentsKey(args) + selection.columns, () => {
      checkArguments(args);
      const page = readPageArguments(args, 'memberships', 1);
      const { roles, status } = args.filter ?? {};
      const wanted = { parentColumn: parent, filter: { roles, status }, page };
      const { memberships } = this.stores;
      return {
        page,
        read: async (parents) => memberships.under(await this.reach(), parents, wanted, selection),
      };
    });
  }
}
