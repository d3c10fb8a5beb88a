import type { PageRequest } from '../kernel/page';
import type { Database, Sql } from '../storage/database';
import { inList } from '../storage/in-list';
import { between, orderBy } from '../storage/keyset';
import { andAll, type MembershipConditions, membershipConditions } from './membership-conditions';
import { membershipPage } from './membership-page';
import type { MembershipEntity } from './membership.entity';
import { readRoles } from './roles-text';

/** A membership as clients see it, with the ids of whose it is and where. */
export type MembershipRow = Pick<
  MembershipEntity,
  'id' | 'personId' | 'courseId' | 'roles' | 'status' | 'createdAt'
>;

/** What a membership can be listed under. */
export type MembershipParent = 'person_id' | 'course_id';

type Stored = Omit<MembershipRow, 'roles'> & { readonly roles: string };

const ORDER = [{ column: 'm.id', descending: false }];

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
    const rows = await sql.rows<Stored>(
      'directory.memberships-by-ids',
      `SELECT ${columns('m')} FROM membership m WHERE m.tenant_id = ? AND m.id IN ${list.text}`,
      [tenantId, ...list.values],
    );
    return rows.map(membershipOf);
  }

  /** Up to one row more than a page of memberships, by id. */
  async page(
    tenantId: string,
    filter: MembershipConditions,
    page: PageRequest,
  ): Promise<MembershipRow[]> {
    const where = andAll([...membershipConditions(filter, 'm'), ...between(ORDER, page)]);
    const rows = await this.database.sql.rows<Stored>(
      'directory.memberships',
      `SELECT ${columns('m')} FROM membership m WHERE m.tenant_id = ?${where.text}
        ORDER BY ${orderBy(ORDER, page.backward)} LIMIT ${page.limit + 1}`,
      [tenantId, ...where.values],
    );
    return rows.map(membershipOf);
  }

  /** Up to one row more than a page under each person or course, by id; at most 1,000 of them. */
  async under(
    tenantId: string,
    parentColumn: MembershipParent,
    parents: readonly string[],
    filter: MembershipConditions,
    page: PageRequest,
  ): Promise<MembershipRow[]> {
    const { text, values, shape } = membershipPage(this.database.dialect, {
      tenantId,
      parentColumn,
      parents,
      filter,
      page,
      columns: columns('w'),
    });
    const rows = await this.database.sql.rows<Stored>(
      'directory.memberships-under',
      text,
      values,
      shape,
    );
    return rows.map(membershipOf);
  }
}

function columns(alias: string): string {
  return (
    `${alias}.id, ${alias}.person_id AS personId, ${alias}.course_id AS courseId, ${alias}.roles, ` +
    `${alias}.status, ${alias}.created_at AS createdAt`
  );
}

function membershipOf(row: Stored): MembershipRow {
  return { ...row, roles: readRoles(row.roles) };
}
