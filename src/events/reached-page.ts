import type { Reach } from '../kernel/reach';
import { andAll } from '../storage/condition';
import type { SqlValue } from '../storage/database';
import type { Condition } from '../storage/keyset';

/** Most branches of one statement: SQLite takes 500, and each costs a walk of an index. */
const MOST = 100;

/** A page of events, by what it is ordered by. */
export interface OrderedPage {
  /** What else must hold, on the alias `k`. */
  readonly conditions: readonly Condition[];
  /** On the alias `k`. */
  readonly order: string;
  readonly limit: number;
}

/**
 * The keys of the first events of a user's reach, as a table `q` to join: the first of the person's own, and
 * the first of each course that they teach, each walked in its own index. The first of them all are among
 * these. Said as one condition (`person_id = ? OR course_id IN …`), the engines walk the tenant's events in
 * order until the page is full: seconds, where the courses are quiet.
 * @returns null where a condition does as well: the whole tenant, a key's programs and sensors, one part, or
 * more courses than a statement has branches, which fill a page soon.
 */
export function reachedPage(
  { tenantId, only }: Reach,
  { conditions, order, limit }: OrderedPage,
): Condition | null {
  if (only === null || only.programs.length > 0 || only.sensors.length > 0) return null;
  const parts = [
    ...(only.personId === null ? [] : [['person_id', only.personId] as const]),
    ...only.taughtCourseIds.map((id) => ['course_id', id] as const),
  ];
  if (parts.length < 2 || parts.length > MOST) return null;
  const where = andAll(conditions);
  const branches = parts.map(
    ([column], at) =>
      `SELECT * FROM (SELECT k.tenant_id, k.id FROM event k WHERE k.tenant_id = ? AND k.${column} = ?${where.text} ` +
      `ORDER BY ${order} LIMIT ${limit}) b${at}`,
  );
  return {
    text: `(${branches.join(' UNION ')}) q`,
    values: parts.flatMap(([, id]): SqlValue[] => [tenantId, id, ...where.values]),
  };
}
