import DataLoader from 'dataloader';
import { isId } from '../kernel/id';
import type { EntityKind, IdentifierRef } from '../kernel/roster';
import { identifierKey } from './identifier-key';
import { MAX_BATCH } from './page-loaders';

/** Rows by id, number or the like; null where nothing is known. */
export type Finder<T, Key = string> = DataLoader<Key, T | null, string>;

/** A loader whose batches fit into one statement. */
export function batched<T>(read: (keys: readonly string[]) => Promise<T[]>): DataLoader<string, T> {
  return new DataLoader(read, { maxBatchSize: MAX_BATCH });
}

/** Finds rows by id; asks nothing for what can be no id. */
export function finderById<T extends { readonly id: string }>(
  read: (ids: readonly string[]) => Promise<readonly T[]>,
): Finder<T> {
  return batched(async (ids) => {
    const possible = ids.filter(isId);
    const rows = possible.length === 0 ? [] : await read(possible);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** Finds rows by any of their identifiers, and lets them be found by id too. */
export function finderByIdentifier<T extends { readonly id: string }>(
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

/** Rows that came along with others need not be asked for by id. */
export function prime<T extends { readonly id: string }>(ids: Finder<T>, rows: readonly T[]): void {
  for (const row of rows) ids.prime(row.id, row);
}
