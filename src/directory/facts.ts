import { MAX_NAME } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';

/** What is said of one person or course, and how old the newest of it is. */
export interface Facts {
  asOf: SqlTime;
  /** By column; null and absent say nothing. */
  readonly attributes: Record<string, string | null>;
}

/** Longest value of a column; what is longer stays in the event's raw text, and out of the directory. */
const LIMITS: Record<string, number> = { course_number: 256, type: 256, parent_id: 36 };

/** Adds what was said at an instant: newer facts win, nulls never do, and gaps are always filled. */
export function learn(
  facts: Facts,
  asOf: SqlTime,
  said: Readonly<Record<string, string | null | undefined>>,
): void {
  const newer = asOf >= facts.asOf;
  for (const name in said) {
    const fact = said[name] ?? null;
    const news = fact !== null && fact.length <= (LIMITS[name] ?? MAX_NAME) ? fact : null;
    const known = facts.attributes[name] ?? null;
    facts.attributes[name] = newer ? (news ?? known) : (known ?? news);
  }
  if (newer) facts.asOf = asOf;
}
