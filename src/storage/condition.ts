import { inList } from './in-list';
import type { Condition } from './keyset';

/** What no row meets. */
export const NEVER: Condition = { text: '1 = 0', values: [] };

/** That a column holds one of at most 1,000 values; no value: nothing is met. */
export function isOneOf(column: string, values: readonly string[]): Condition {
  if (values.length === 0) return NEVER;
  const list = inList(values);
  return { text: `${column} IN ${list.text}`, values: list.values };
}

/** That any of the conditions is met; none: nothing is. */
export function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return NEVER;
  return {
    text: `(${conditions.map((one) => one.text).join(' OR ')})`,
    values: conditions.flatMap((one) => one.values),
  };
}

/** Conditions joined, each after an AND; empty for none. */
export function andAll(conditions: readonly Condition[]): Condition {
  return {
    text: conditions.map(({ text }) => ` AND ${text}`).join(''),
    values: conditions.flatMap(({ values }) => values),
  };
}
