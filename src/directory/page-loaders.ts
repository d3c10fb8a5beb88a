import DataLoader from 'dataloader';
import { type Connection, connectionOf, type PageRequest, type Place } from '../kernel/page';
import type { RowBudget } from '../kernel/row-budget';

/** The most keys of one batch: what a statement's list can hold. */
export const MAX_BATCH = 1000;

/** Reads up to one row more than the page under each parent. */
export type ReadUnder<T> = (parents: readonly string[], page: PageRequest) => Promise<readonly T[]>;

/** A page, and the statement that reads it. */
export interface PageUnderParents<T> {
  readonly page: PageRequest;
  readonly read: ReadUnder<T>;
}

/** How the rows of a relation become connections. */
export interface Relation<T> {
  /** The order that stands in cursors. */
  readonly order: string;
  readonly parentOf: (row: T) => string;
  readonly placeOf: (row: T) => Place;
}

/**
 * The pages of one relation of one request: a loader for each distinct arguments, so that a page under a
 * hundred parents is one statement.
 */
export class PageLoaders<T> {
  private readonly loaders = new Map<string, DataLoader<string, Connection<T>>>();

  constructor(
    private readonly relation: Relation<T>,
    private readonly budget: RowBudget,
  ) {}

  /**
   * @param key tells one statement from another: the arguments and what is selected.
   * @param first makes the page and its statement for the first parent that asks; what it throws, each is told.
   */
  of(key: string, first: () => PageUnderParents<T>): DataLoader<string, Connection<T>> {
    let loader = this.loaders.get(key);
    if (!loader) {
      const { page, read } = first();
      loader = new DataLoader((parents) => this.load(parents, page, read), {
        maxBatchSize: MAX_BATCH,
      });
      this.loaders.set(key, loader);
    }
    return loader;
  }

  /** Forgets what was read. */
  clear(): void {
    this.loaders.clear();
  }

  private async load(
    parents: readonly string[],
    page: PageRequest,
    read: ReadUnder<T>,
  ): Promise<Connection<T>[]> {
    const { order, parentOf, placeOf } = this.relation;
    this.budget.spend(parents.length * page.limit);
    const under = new Map<string, T[]>(parents.map((parent) => [parent, []]));
    for (const row of await read(parents, page)) under.get(parentOf(row))?.push(row);
    return parents.map((parent) => connectionOf(under.get(parent) ?? [], page, order, placeOf));
  }
}
