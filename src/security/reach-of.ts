import { holds, type Principal } from '../kernel/principal';
import type { Reach, ReachOfRequest } from '../kernel/reach';
import type { IdentifierRef } from '../kernel/roster';
import { type Belonging, type Reader, READERS } from './policy';

/** What the policy asks of the directory. */
export interface DirectoryView {
  /** Whom the names mean, the surest first, and the courses that they belong to. */
  belonging(tenantId: string, names: readonly IdentifierRef[]): Promise<Belonging>;
}

const NOWHERE: Belonging = { personId: null, courseIds: [], taughtCourseIds: [] };

/**
 * How far a principal reaches: by the first row of READERS that they are. At once for keys; a user's reach
 * depends on the directory as it is now, so who loses a role loses the view.
 */
export function reachOf(principal: Principal, directory: DirectoryView): Reach | Promise<Reach> {
  const { tenantId, person } = principal;
  const reader = READERS.find(({ is }) => is(principal)) as Reader;
  const toReach = (belonging: Belonging): Reach => ({
    tenantId,
    only: reader.reach(principal, belonging),
    sender: holds(principal, 'admin') ? null : principal.subject,
    personal: holds(principal, 'pii:read'),
  });
  return person !== null && reader.asksDirectory
    ? directory.belonging(tenantId, person).then(toReach)
    : toReach(NOWHERE);
}

/** The reach of one request: found when something is first read, and once. */
export function reachOfRequest(principal: Principal, directory: DirectoryView): ReachOfRequest {
  let reach: Reach | Promise<Reach> | undefined;
  return () => (reach ??= reachOf(principal, directory));
}
