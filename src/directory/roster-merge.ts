import { type SqlTime, toMillis } from '../kernel/timestamp';
import type { EntitySlot } from './roster-batch';

/** A fact that only confirms what is known refreshes its age at most this often, in milliseconds. */
const REFRESH_AFTER = 24 * 60 * 60 * 1000;

/**
 * How an incoming row meets a stored one: the newer fact wins, a gap is always filled, nothing is ever
 * blanked. `as_of` comes last, because MySQL assigns from left to right and the others look at it.
 */
export function mergeByAge(attributes: readonly string[]): Record<string, string> {
  const merge: Record<string, string> = {};
  for (const name of attributes) {
    merge[name] =
      `CASE WHEN {new.as_of} >= {old.as_of} THEN COALESCE({new.${name}}, {old.${name}}) ` +
      `ELSE COALESCE({old.${name}}, {new.${name}}) END`;
  }
  merge['as_of'] = 'CASE WHEN {new.as_of} >= {old.as_of} THEN {new.as_of} ELSE {old.as_of} END';
  return merge;
}

/** True when the batch knows something that the stored row does not. */
export function differs(
  slot: EntitySlot,
  row: { readonly asOf: SqlTime | null; readonly [name: string]: string | null },
  attributes: readonly string[],
): boolean {
  const newer = row.asOf === null || slot.asOf >= row.asOf;
  let says = false;
  for (const name of attributes) {
    const said = slot.attributes[name] ?? null;
    if (said === null) continue;
    says = true;
    const stored = row[name] ?? null;
    if (stored === null || (newer && stored !== said)) return true;
  }
  return says && isStale(row, slot.asOf);
}

/** True when the row's age is due for a refresh, so that a late event cannot undo a fact that was confirmed since. */
export function isStale(
  row: { readonly asOf: SqlTime | null } | undefined,
  asOf: SqlTime,
): boolean {
  if (!row || row.asOf === null || asOf <= row.asOf) return false;
  return toMillis(asOf) - toMillis(row.asOf) >= REFRESH_AFTER;
}
