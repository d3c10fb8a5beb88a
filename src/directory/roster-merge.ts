import { type SqlTime, toMillis } from '../kernel/timestamp';
import type { Facts } from './facts';

/** A fact that only confirms what is known refreshes its age at most this often, in milliseconds. */
const REFRESH_AFTER = 24 * 60 * 60 * 1000;

/** What becomes of the columns of a row that is there already; see Insertion. */
export type Merge = Readonly<Record<string, string>>;

/** How a row out of an event meets a stored one: the newer fact wins, a gap is always filled, nothing is ever blanked. */
export function mergeByAge(attributes: readonly string[]): Merge {
  const merge: Record<string, string> = {};
  for (const name of attributes) {
    merge[name] =
      `CASE WHEN {new.as_of} >= {old.as_of} THEN COALESCE({new.${name}}, {old.${name}}) ` +
      `ELSE COALESCE({old.${name}}, {new.${name}}) END`;
  }
  merge['as_of'] = 'CASE WHEN {new.as_of} >= {old.as_of} THEN {new.as_of} ELSE {old.as_of} END';
  return merge;
}

/** How a row out of a roster meets a stored one: what it says holds from now on, whatever events said; nothing is blanked. */
export function overwrite(attributes: readonly string[]): Merge {
  const merge: Record<string, string> = { as_of: '{new.as_of}' };
  for (const name of attributes) merge[name] = `COALESCE({new.${name}}, {old.${name}})`;
  return merge;
}

/**
 * What facts are to a stored row: nothing new, a confirmation that is due (see isStale), something that the row
 * has a gap for, or something other than what it holds.
 */
export type Difference = 'NONE' | 'AGE' | 'GAP' | 'OTHER';

/** What facts are to a stored row that may say something of the same. */
export function differenceOf(
  facts: Facts,
  row: { readonly asOf: SqlTime | null; readonly [name: string]: string | null },
  attributes: readonly string[],
): Difference {
  if (row.asOf === null) return 'GAP';
  const newer = facts.asOf >= row.asOf;
  let [says, fills] = [false, false];
  for (const name of attributes) {
    const said = facts.attributes[name] ?? null;
    if (said === null) continue;
    says = true;
    const stored = row[name] ?? null;
    if (stored === null) fills = true;
    else if (newer && stored !== said) return 'OTHER';
  }
  if (fills) return 'GAP';
  return says && isStale(row.asOf, facts.asOf) ? 'AGE' : 'NONE';
}

/** True when a row's age is due for a refresh, so that a late event cannot undo a fact that was confirmed since. */
export function isStale(stored: SqlTime | null, asOf: SqlTime): boolean {
  if (stored === null || asOf <= stored) return false;
  return toMillis(asOf) - toMillis(stored) >= REFRESH_AFTER;
}
