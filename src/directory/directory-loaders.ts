import DataLoader from 'dataloader';
import { isId } from '../kernel/id';
import type { EntityKind, IdentifierRef } from '../kernel/roster';
import { RowBudget } from '../kernel/row-budget';
import type { CourseRow } from './course.store';
import { DirectoryPages } from './directory-pages';
import type { DirectoryStores } from './directory-stores';
import { identifierKey } from './identifier-key';
import type { IdentifierRow } from './identifier.store';
import type { MembershipRow } from './membership.store';
import { MAX_BATCH } from './page-loaders';
import type { PersonRow } from './person.store';

/** Rows by id, number or the like; null where nothing is known. */
export type Finder<T, Key = string> = DataLoader<Key, T | null, string>;

/**
 * What one request reads of the directory of one tenant: everything once, and however many ask for it, in
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
    readonly tenantId: string,
    budget = new RowBudget(),
  ) {
    const { persons, courses, memberships, identifiers } = stores;
    this.personById = byId((ids) => persons.byIds(tenantId, ids));
    this.courseById = byId((ids) => courses.byIds(tenantId, ids));
    this.membershipById = byId((ids) => memberships.byIds(tenantId, ids));
    this.personByIdentifier = byIdentifier('PERSON', this.personById, (keys) =>
      persons.byIdentifiers(tenantId, keys),
    );
    this.courseByIdentifier = byIdentifier('COURSE', this.courseById, (keys) =>
      courses.byIdentifiers(tenantId, keys),
    );
    this.courseByNumber = batched(async (numbers) => {
      const found = await courses.firstByNumbers(tenantId, numbers);
      prime(this.courseById, [...found.values()]);
      return numbers.map((number) => found.get(number) ?? null);
    });
    const ofKind = (kind: EntityKind) =>
      batched(async (ids) => {
        const found = await identifiers.ofEntities(tenantId, kind, ids);
        return ids.map((id) => found.get(id) ?? []);
      });
    this.identifiersOf = { PERSON: ofKind('PERSON'), COURSE: ofKind('COURSE') };
    this.pages = new DirectoryPages(
      stores,
      tenantId,
      (rows) => prime(this.courseById, rows),
      budget,
    );
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

function batched<T>(read: (keys: readonly string[]) => Promise<T[]>): DataLoader<string, T> {
  return new DataLoader(read, { maxBatchSize: MAX_BATCH });
}

function byId<T extends { readonly id: string }>(
  read: (ids: readonly string[]) => Promise<readonly T[]>,
): Finder<T> {
  return batched(async (ids) => {
    const possible = ids.filter(isId);
    const rows = possible.length === 0 ? [] : await read(possible);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

function byIdentifier<T extends { readonly id: string }>(
  kind: EntityKind,
  ids: Finder<T>,
  read: (keys: readonly string[]) => Promise<readonly (T & { readonly identifierKey: string })[]>,
): Finder<T, IdentifierRef> {
  const keyOf = (ref: IdentifierRef): string => identifierKey(kind, ref);
  const load = async (refs: readonly IdentifierRef[]): Promise<(T | null)[]> => {
    const keys = refs.map(keyOf);
    const rows = await read(keys);
    prime(ids, rows);
    const found = new Map(rows.map((row) => [row.identifierKey, row]));
    return keys.map((key) => found.get(key) ?? null);
  };
  return new DataLoader(load, { maxBatchSize: MAX_BATCH, cacheKeyFn: keyOf });
}

function prime<T extends { readonly id: string }>(ids: Finder<T>, rows: readonly T[]): void {
  for (const row of rows) ids.prime(row.id, row);
}
