import type DataLoader from 'dataloader';
import { isPersonalIdentifier } from '../kernel/personal-identifier';
import type { ReachOfRequest } from '../kernel/reach';
import type { EntityKind, IdentifierRef } from '../kernel/roster';
import { RowBudget } from '../kernel/row-budget';
import type { CourseRow } from './course.store';
import { DirectoryPages } from './directory-pages';
import type { IdentifierRow } from './directory-rows';
import type { DirectoryStores } from './directory-stores';
import { batched, type Finder, finderById, finderByIdentifier, prime } from './finder';
import type { MembershipRow } from './membership.store';
import type { PersonRow } from './person.store';

/**
 * What one request reads of the directory, as far as it reaches: everything once, and however many ask for it, in
 * one statement. Rows that came along with others are not asked for again by id.
 */
export class DirectoryLoaders {
  /** Anything that can't be an id is unknown. */
  readonly personById: Finder<PersonRow>;
  readonly courseById: Finder<CourseRow>;
  readonly membershipById: Finder<MembershipRow>;
  readonly personByIdentifier: Finder<PersonRow, IdentifierRef>;
  readonly courseByIdentifier: Finder<CourseRow, IdentifierRef>;
  /** The first course of a number, by id, which is the order of arrival. */
  readonly courseByNumber: Finder<CourseRow>;
  /** The identifiers of a person or course by its id. */
  readonly identifiersOf: Readonly<Record<EntityKind, DataLoader<string, IdentifierRow[]>>>;
  /** Lists, and lists under a person or course. */
  readonly pages: DirectoryPages;

  constructor(
    stores: DirectoryStores,
    private readonly reach: ReachOfRequest,
    budget = new RowBudget(),
  ) {
    const { persons, courses, memberships, identifiers } = stores;
    this.personById = finderById(async (ids) => persons.byIds(await reach(), ids));
    this.courseById = finderById(async (ids) => courses.byIds(await reach(), ids));
    this.membershipById = finderById(async (ids) => memberships.byIds(await reach(), ids));
    this.personByIdentifier = finderByIdentifier('PERSON', this.personById, async (keys) =>
      persons.byIdentifiers(await reach(), keys),
    );
    this.courseByIdentifier = finderByIdentifier('COURSE', this.courseById, async (keys) =>
      courses.byIdentifiers(await reach(), keys),
    );
    this.courseByNumber = batched(async (numbers) => {
      const found = await courses.firstByNumbers(await reach(), numbers);
      prime(this.courseById, [...found.values()]);
      return numbers.map((number) => found.get(number) ?? null);
    });
    const ofKind = (kind: EntityKind) =>
      batched(async (ids) => {
        const found = await identifiers.ofEntities(await reach(), kind, ids);
        return ids.map((id) => found.get(id) ?? []);
      });
    this.identifiersOf = { PERSON: ofKind('PERSON'), COURSE: ofKind('COURSE') };
    this.pages = new DirectoryPages(stores, reach, this, budget);
  }

  /** The person that a client names: by a personal name nobody, for who may not see those. */
  async personNamed(name: IdentifierRef): Promise<PersonRow | null> {
    if (isPersonalIdentifier(name) && !(await this.reach()).personal) return null;
    return this.personByIdentifier.load(name);
  }

  /** The person that the first known of the identifiers names; null when none is known. */
  async personByAny(refs: readonly IdentifierRef[]): Promise<PersonRow | null> {
    const found = await Promise.all(refs.map((ref) => this.personByIdentifier.load(ref)));
    return found.find((person) => person !== null) ?? null;
  }

  /** Waits for a change that the request makes, and forgets what was read before it. */
  async changed<T>(change: Promise<T>): Promise<T> {
    const result = await change;
    this.forget();
    return result;
  }

  private forget(): void {
    this.personById.clearAll();
    this.courseById.clearAll();
    this.membershipById.clearAll();
    this.personByIdentifier.clearAll();
    this.courseByIdentifier.clearAll();
    this.courseByNumber.clearAll();
    this.identifiersOf.PERSON.clearAll();
    this.identifiersOf.COURSE.clearAll();
    this.pages.forget();
  }
}
