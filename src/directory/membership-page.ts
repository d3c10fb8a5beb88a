import type { PageRequest } from '../kernel/page';
import type { Reach } from '../kernel/reach';
import { andAll } from '../storage/condition';
import type { Dialect } from '../storage/dialect';
import { between } from '../storage/keyset';
import { pageUnder, type Statement } from '../storage/page-under';
import { membershipReach } from './directory-reach';
import { type MembershipConditions, membershipConditions } from './membership-conditions';

/** A page of memberships under each of many persons or courses. */
export interface MembershipPage {
  readonly reach: Reach;
  readonly parentColumn: 'person_id' | 'course_id';
  /** At most 1,000. */
  readonly parents: readonly string[];
  readonly filter: MembershipConditions;
  readonly page: PageRequest;
  /** What to select, on the alias `w`. */
  readonly columns: string;
  /** LEFT JOINs of what belongs to each membership. */
  readonly joins?: string;
}

/** The statement that reads up to one row more than the page under each parent, by membership id. */
export function membershipPage(dialect: Dialect, wanted: MembershipPage): Statement {
  const { reach, parentColumn, parents, filter, page, columns, joins } = wanted;
  const where = andAll([
    ...membershipConditions(filter, 'k'),
    ...membershipReach(reach, 'k'),
    ...between([{ column: 'k.id', descending: false }], page),
  ]);
  return pageUnder(dialect, {
    tenantId: reach.tenantId,
    parents,
    parentColumn,
    table: 'membership',
    key: ['tenant_id', 'id'],
    order: [{ column: 'id', descending: page.backward }],
    ...(where.text === '' ? {} : { where: { ...where, text: where.text.slice(' AND '.length) } }),
    limit: page.limit + 1,
    columns,
    joins: joins ?? '',
  });
}
