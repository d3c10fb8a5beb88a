import type { PageRequest, Place } from '../kernel/page';
import type { SqlValue } from './database';

/** A column of an order, most significant first; the last one makes the order total. */
export interface OrderColumn {
  readonly column: string;
  readonly descending: boolean;
}

/** A condition with its values. */
export interface Condition {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** The order as SQL, turned round for a page that is read from its end. */
export function orderBy(order: readonly OrderColumn[], backward: boolean): string {
  return order
    .map(({ column, descending }) => `${column} ${descending === backward ? 'ASC' : 'DESC'}`)
    .join(', ');
}

/** The rows between a page's bounds. Written so that an index on the order's columns is walked as a range. */
export function between(order: readonly OrderColumn[], page: PageRequest): Condition[] {
  const conditions: Condition[] = [];
  if (page.after) conditions.push(beyond(order, page.after, false));
  if (page.before) conditions.push(beyond(order, page.before, true));
  return conditions;
}

/** Orders have one or two columns: `a <= ? AND (a < ? OR b < ?)`. */
function beyond(order: readonly OrderColumn[], place: Place, backward: boolean): Condition {
  const [first, second] = order as [OrderColumn, OrderColumn | undefined];
  const sign = ({ descending }: OrderColumn) => (descending === backward ? '>' : '<');
  const [a, b] = place as [string, string];
  if (!second) return { text: `${first.column} ${sign(first)} ?`, values: [a] };
  return {
    text: `${first.column} ${sign(first)}= ? AND (${first.column} ${sign(first)} ? OR ${second.column} ${sign(second)} ?)`,
    values: [a, a, b],
  };
}
