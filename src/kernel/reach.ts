/**
 * What of its tenant's data one request may read: decided once, by the policy, and applied by every store
 * in the statement itself, so that counts, pages and cursors tell nothing of other rows.
 */
export interface Reach {
  /** The first column of every key. */
  readonly tenantId: string;
  /** Null: all rows of the tenant. Else only what one of its parts names. */
  readonly only: NarrowReach | null;
}

/** What a request may read that may not read everything: what any of these reaches, and nothing more. */
export interface NarrowReach {
  /** Hub events of these programs. */
  readonly programs: readonly string[];
  /** Caliper events of these sensors. */
  readonly sensors: readonly string[];
  /** Id of the person who asks: their own events, memberships, courses, and themselves. */
  readonly personId: string | null;
  /** Ids of the courses that the person belongs to, in whatever role: the course, not its events. */
  readonly courseIds: readonly string[];
  /** Ids of the courses where the person teaches: their events, memberships and members. */
  readonly taughtCourseIds: readonly string[];
}

/** All rows of a tenant. */
export function wholeTenant(tenantId: string): Reach {
  return { tenantId, only: null };
}
