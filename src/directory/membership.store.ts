import type { PageRequest } from '../kernel/page';
import type { Database, Sql } from '../storage/database';
import { inList } from '../storage/in-list';
import { between, orderBy } from '../storage/keyset';
import type { RowSelection } from '../storage/row-selection';
import { WHOLE_MEMBERSHIP } from './directory-selections';
import { andAll, type MembershipConditions, membershipConditions } from './membership-conditions';
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

/** Reads memberships. Every statement is bound to one tenant. */
export class MembershipStore {
  constructor(private readonly database: Database) {}

  /** Memberships by id, at most 1,000, in no order; unknown ids have no row. */
  async byIds(
    tenantId: string,
    ids: readonly string[],
    sql: Sql = this.database.sql,
  ): Promise<MembershipRow[]> {
    if (ids.length === 0) return [];
    const list = inList(ids);
    const rows = await sql.rows<object>(
      'directory.memberships-by-ids',
      `SELECT ${WHOLE_MEMBERSHIP.columns} FROM membership w WHERE w.tenant_id = ? AND w.id IN ${list.text}`,
      [tenantId, ...list.values],
    );
    return WHOLE_MEMBERSHIP.rowsOf(rows);
  }

  /** Up to one row more than a page of memberships, by id. */
  async page(
    tenantId: string,
    filter: MembershipConditions,
    page: PageRequest,
    selection: RowSelection<MembershipRow> = WHOLE_MEMBERSHIP,
  ): Promise<MembershipRow[]> {
    const where = andAll([...membershipConditions(filter, 'w'), ...between(ORDER, page)]);
    const rows = await this.database.sql.rows<object>(
      'directory.memberships',
      `SELECT ${selection.columns} FROM membership w${selection.joins} WHERE w.tenant_id = ?${where.text}
        ORDER BY ${orderBy(ORDER, page.backward)} LIMIT ${page.limit + 1}`,
      [tenantId, ...where.values],
    );
    return selection.rowsOf(rows);
  }

  /** Up to one row more than a page under each person or course, by id; at most 1,000 of them. */
  async under(
    tenantId: string,
    parents: readonly string[],
    { parentColumn, filter, page }: MembershipsUnder,
    selection: RowSelection<MembershipRow> = WHOLE_MEMBERSHIP,
  ): Promise<MembershipUnder[]> {
    const { text, values, shape } = membershipPage(this.database.dialect, {
      tenantId,
      parentColumn,
      parents,
      filter,
      page,
      columns: selection.columns,
      joins: selection.joins,
    });
    const rows = await this.database.sql.rows<object>(
      'directory.memberships-under',
      text,
      values,
      shape,
    );
    return selection.rowsOf(rows) as MembershipUnder[];
  }
}
