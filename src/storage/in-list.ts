import type { SqlValue } from './database';

const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] as const;

/** The longest list that a statement may carry: callers with more send several statements. */
export const LONGEST_LIST = 1_000;

/** The smallest size of list that holds `count` values: few sizes, so that few texts are prepared. */
export function listSize(count: number): number {
  const size = SIZES.find((candidate) => candidate >= count);
  if (count < 1 || size === undefined) {
    throw new RangeError(`a list takes 1 to ${LONGEST_LIST} values; ${count} came`);
  }
  return size;
}

/**
 * What comes after `IN`: `(?,?,…)` and its values, the last one repeated up to the next size.
 * @throws RangeError for no value, or more than LONGEST_LIST.
 */
export function inList(values: readonly SqlValue[]): {
  readonly text: string;
  readonly values: SqlValue[];
} {
  const size = listSize(values.length);
  const last = values[values.length - 1] as SqlValue;
  const padded = values.concat(Array<SqlValue>(size - values.length).fill(last));
  return { text: `(${'?,'.repeat(size - 1)}?)`, values: padded };
}

/** The values in pieces that a list can carry. */
export function listsOf<T>(values: readonly T[]): T[][] {
  const lists: T[][] = [];
  for (let at = 0; at < values.length; at += LONGEST_LIST)
    lists.push(values.slice(at, at + LONGEST_LIST));
  return lists;
}
