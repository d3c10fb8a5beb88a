import type { PageRequest } from '../kernel/page';
import type { Reach } from '../kernel/reach';
import { andAll } from '../storage/condition';
import type { Database, Sql } from '../storage/database';
import { inList } from '../storage/in-list';
import { between, type Condition, orderBy } from '../storage/keyset';
import { pageUnder } from '../storage/page-under';
import type { RowSelection } from '../storage/row-selection';
import { courseReach, membershipReach } from './directory-reach';
import type { CourseRow } from './directory-rows';
import { WHOLE_COURSE } from './directory-selections';
import { membershipConditions } from './membership-conditions';
import { membershipPage } from './membership-page';

export type { CourseRow };

/** A course under a person: in the order of the memberships. */
export type CourseUnder = CourseRow & {
  readonly membershipId: string;
  readonly parent_id: string;
};

/** Which courses are wanted: those of a person, with roles in them, of a number, or all of it. */
export interface CourseConditions {
  readonly personId?: string | null;
  readonly roles?: readonly string[] | null;
  readonly courseNumber?: string | null;
}

const ORDER = [{ column: 'w.id', descending: false }];

/** Reads courses. Every statement is bound to one tenant, and to what the reach reaches of it. */
export class CourseStore {
  constructor(private readonly database: Database) {}

  /** Courses by id, at most 1,000, in no order; unknown ids have no row. */
  async byIds(
    reach: Reach,
    ids: readonly string[],
    sql: Sql = this.database.sql,
  ): Promise<CourseRow[]> {
    if (ids.length === 0) return [];
    const list = inList(ids);
    const where = andAll(courseReach(reach, 'w.id'));
    return sql.rows<CourseRow>(
      'directory.courses-by-ids',
      `SELECT ${WHOLE_COURSE.columns} FROM course w WHERE w.tenant_id = ? AND w.id IN ${list.text}${where.text}`,
      [reach.tenantId, ...list.values, ...where.values],
    );
  }

  /** Courses by the key of any of their identifiers, at most 1,000. */
  async byIdentifiers(
    reach: Reach,
    keys: readonly string[],
  ): Promise<(CourseRow & { readonly identifierKey: string })[]> {
    const list = inList(keys);
    const where = andAll(courseReach(reach, 'w.id'));
    return this.database.sql.rows(
      'directory.courses-by-identifiers',
      `SELECT ${WHOLE_COURSE.columns}, i.identifier_key AS identifierKey
         FROM identifier i JOIN course w ON w.tenant_id = i.tenant_id AND w.id = i.entity_id
        WHERE i.tenant_id = ? AND i.identifier_key IN ${list.text}${where.text}`,
      [reach.tenantId, ...list.values, ...where.values],
    );
  }

  /** The first course of each number that is reached, by id, which is the order of arrival; at most 1,000 numbers. */
  async firstByNumbers(
    reach: Reach,
    numbers: readonly string[],
    sql: Sql = this.database.sql,
  ): Promise<Map<string, CourseRow>> {
    if (numbers.length === 0) return new Map();
    const [where] = courseReach(reach, 'k.id');
    const { text, values, shape } = pageUnder(this.database.dialect, {
      tenantId: reach.tenantId,
      parents: numbers,
      parentColumn: 'course_number',
      table: 'course',
      key: ['tenant_id', 'id'],
      order: [{ column: 'id', descending: false }],
      where,
      limit: 1,
      columns: WHOLE_COURSE.columns,
    });
    const rows = await sql.rows<CourseRow & { parent_id: string }>(
      'directory.courses-by-number',
      text,
      values,
      shape,
    );
    return new Map(rows.map((row) => [row.parent_id, row]));
  }

  /** Up to one row more than a page of courses, by id. */
  async page(
    reach: Reach,
    filter: CourseConditions,
    page: PageRequest,
    selection: RowSelection<CourseRow> = WHOLE_COURSE,
  ): Promise<CourseRow[]> {
    const members = membershipConditions({ personId: filter.personId, roles: filter.roles }, 'm');
    const conditions = [...between(ORDER, page), ...courseReach(reach, 'w.id')];
    if (members.length > 0) conditions.push(hasMember(reach, members));
    if (typeof filter.courseNumber === 'string') {
      conditions.push({ text: 'w.course_number = ?', values: [filter.courseNumber] });
    }
    const where = andAll(conditions);
    return this.database.sql.rows<CourseRow>(
      'directory.courses',
      `SELECT ${selection.columns} FROM course w WHERE w.tenant_id = ?${where.text}
        ORDER BY ${orderBy(ORDER, page.backward)} LIMIT ${page.limit + 1}`,
      [reach.tenantId, ...where.values],
    );
  }

  /** Up to one row more than a page of courses under each person, by membership; at most 1,000 persons. */
  async underPersons(
    reach: Reach,
    personIds: readonly string[],
    page: PageRequest,
    selection: RowSelection<CourseRow> = WHOLE_COURSE,
  ): Promise<CourseUnder[]> {
    const picked = membershipPage(this.database.dialect, {
      reach,
      parentColumn: 'person_id',
      parents: personIds,
      filter: {},
      page,
      columns: 'w.tenant_id, w.id AS membershipId, w.course_id AS courseId',
    });
    return this.database.sql.rows<CourseUnder>(
      'directory.courses-under-persons',
      `SELECT ${selection.columns}, u.membershipId, u.parent_id FROM (${picked.text}) u
         JOIN course w ON w.tenant_id = u.tenant_id AND w.id = u.courseId
        ORDER BY u.membershipId ${page.backward ? 'DESC' : 'ASC'}`,
      picked.values,
      picked.shape,
    );
  }
}

/** IN rather than EXISTS: SQLite would walk every course of the tenant. */
function hasMember(reach: Reach, wanted: readonly Condition[]): Condition {
  const members = andAll([...wanted, ...membershipReach(reach, 'm')]);
  return {
    text: `w.id IN (SELECT m.course_id FROM membership m WHERE m.tenant_id = ?${members.text})`,
    values: [reach.tenantId, ...members.values],
  };
}
