import type { PageRequest } from '../kernel/page';
import type { Reach } from '../kernel/reach';
import { andAll } from '../storage/condition';
import type { Database, Sql } from '../storage/database';
import { inList } from '../storage/in-list';
import { between, orderBy } from '../storage/keyset';
import { type RowSelection, withinReach } from '../storage/row-selection';
import { membershipReach } from './directory-reach';
import { WHOLE_MEMBERSHIP } from './directory-selections';
import { type MembershipConditions, membershipConditions } from './membership-conditions';
import { membershipPage } from './membership-page';
import type { MembershipRow } from './directory-rows';

export type { MembershipRow };

/** A membership under a person or course. */
export type MembershipUnder = MembershipRow & { readonly parent_id: string };

/** What a membership can be listed under. */
export type MembershipParent = 'person_id' | 'course_id';

/** Which memberships under each parent, and which page of them. */
export interface MembershipsUnder {
  readonly parentColumn: MembershipParent;
  readonly filter: MembershipConditions;
  readonly page: PageRequest;
}

const ORDER = [{ column: 'w.id', descending: false }];

/** Reads memberships. Every statement is bound to one tenant, and to what the reach reaches of it. */
export class MembershipStore {
  constructor(private readonly database: Database) {}

  /** Memberships by id, at most 1,000, in no order; unknown ids have no row. */
  async byIds(
    reach: Reach,
    ids: readonly string[],
    sql: Sql = this.database.sql,
  ): Promise<MembershipRow[]> {
    if (ids.length === 0) return [];
    const list = inList(ids);
    const where = andAll(membershipReach(reach, 'w'));
    const rows = await sql.rows<object>(
      'directory.memberships-by-ids',
      `SELECT ${WHOLE_MEMBERSHIP.columns} FROM membership w WHERE w.tenant_id = ? AND w.id IN ${list.text}${where.text}`,
      [reach.tenantId, ...list.values, ...where.values],
    );
    return WHOLE_MEMBERSHIP.rowsOf(rows);
  }

  /** Up to one row more than a page of memberships, by id. */
  async page(
    reach: Reach,
    filter: MembershipConditions,
    page: PageRequest,
    selection: RowSelection<MembershipRow> = WHOLE_MEMBERSHIP,
  ): Promise<MembershipRow[]> {
    const { columns, joins, rowsOf } = withinReach(reach, selection);
    const where = andAll([
      ...membershipConditions(filter, 'w'),
      ...membershipReach(reach, 'w'),
      ...between(ORDER, page),
    ]);
    const rows = await this.database.sql.rows<object>(
      'directory.memberships',
      `SELECT ${columns} FROM membership w${joins} WHERE w.tenant_id = ?${where.text}
        ORDER BY ${orderBy(ORDER, page.backward)} LIMIT ${page.limit + 1}`,
      [reach.tenantId, ...where.values],
    );
    return rowsOf(rows);
  }

  /** Up to one row more than a page under each person or course, by id; at most 1,000 of them. */
  async under(
    reach: Reach,
    parents: readonly string[],
    { parentColumn, filter, page }: MembershipsUnder,
    selection: RowSelection<MembershipRow> = WHOLE_MEMBERSHIP,
  ): Promise<MembershipUnder[]> {
    const { columns, joins, rowsOf } = withinReach(reach, selection);
    const { text, values, shape } = membershipPage(this.database.dialect, {
      reach,
      parentColumn,
      parents,
      filter,
      page,
      columns,
      joins,
    });
    const rows = await this.database.sql.rows<object>(
      'directory.memberships-under',
      text,
      values,
      shape,
    );
    return rowsOf(rows) as MembershipUnder[];
  }
}
