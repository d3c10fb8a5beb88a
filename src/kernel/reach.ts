/**
 * What of its tenant's data one request may read: decided once, by the policy (`security/reach-of.ts`), and
 * applied by every store in the statement itself, so that counts, pages and cursors tell nothing of other rows.
 */
export interface Reach {
  /** The first column of every key. */
  readonly tenantId: string;
  /** Null: all rows of the tenant. Else only what one of its parts names. */
  readonly only: NarrowReach | null;
  /** Receipts and quarantined items: those that this subject sent; null: everybody's. */
  readonly sender: string | null;
  /** Whether personal data may be shown, and looked for: names, addresses, what a publisher calls a participant. */
  readonly personal: boolean;
}

/** What a request may read that may not read everything: what any of these reaches, and nothing more. */
export interface NarrowReach {
  /** Hub events of these programs; at most 1,000. */
  readonly programs: readonly string[];
  /** Caliper events of these sensors; at most 1,000. */
  readonly sensors: readonly string[];
  /** Id of the person who asks: their own events, memberships, courses, and themselves. */
  readonly personId: string | null;
  /** Ids of the courses that the person belongs to, in whatever role: the course, not its events; at most 1,000. */
  readonly courseIds: readonly string[];
  /** Ids of the courses where the person teaches: their events, memberships and members; at most 1,000. */
  readonly taughtCourseIds: readonly string[];
}

/** The reach of a request. A user's is found in the directory when something is first read, and then known. */
export type ReachOfRequest = () => Reach | Promise<Reach>;

/** Nothing: a part of a narrow reach that reaches further names what it adds. */
export const NOTHING: NarrowReach = {
  programs: [],
  sensors: [],
  personId: null,
  courseIds: [],
  taughtCourseIds: [],
};

/** All rows of a tenant, and all that they say: for the gateway's own work, and for who may read everything. */
export function wholeTenant(tenantId: string): Reach {
  return { tenantId, only: null, sender: null, personal: true };
}
