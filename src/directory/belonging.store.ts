import type { IdentifierRef } from '../kernel/roster';
import type { Database } from '../storage/database';
import { LONGEST_LIST } from '../storage/in-list';
import { identifierKey } from './identifier-key';
import type { IdentifierStore } from './identifier.store';
import { readRoles } from './roles-text';
import { isTeaching } from './teaching-role';

/** Who somebody is, and where: what a policy needs to know of them. */
export interface Belonging {
  /** Null: no person is known by any of the names. */
  readonly personId: string | null;
  /** Courses that the person is a member of, whatever their roles. */
  readonly courseIds: readonly string[];
  /** Those of them where an active membership lets the person teach. */
  readonly taughtCourseIds: readonly string[];
}

const ACTIVE = 'Active';

/** Finds who somebody is, and the courses that they belong to: two statements at most. */
export class BelongingStore {
  constructor(
    private readonly database: Database,
    private readonly identifiers: IdentifierStore,
  ) {}

  /**
   * @param names what the person may be known by, the surest first: the first that is known decides; at most 1,000.
   * @returns at most 1,000 courses, those first that the person was a member of first.
   */
  async belonging(tenantId: string, names: readonly IdentifierRef[]): Promise<Belonging> {
    const keys = names.map((name) => identifierKey('PERSON', name));
    const owners = await this.identifiers.owners(tenantId, keys, this.database.sql);
    const personId = keys.map((key) => owners.get(key)).find((id) => id !== undefined) ?? null;
    if (personId === null) return { personId, courseIds: [], taughtCourseIds: [] };
    const rows = await this.database.sql.rows<{
      courseId: string;
      roles: string;
      status: string | null;
    }>(
      'directory.belonging',
      `SELECT m.course_id AS courseId, m.roles, m.status FROM membership m
        WHERE m.tenant_id = ? AND m.person_id = ? ORDER BY m.id LIMIT ${LONGEST_LIST}`,
      [tenantId, personId],
    );
    return {
      personId,
      courseIds: rows.map(({ courseId }) => courseId),
      taughtCourseIds: rows
        // LTI Names and Role Provisioning Services 2.0, 2.2: a status that is not said is Active.
        .filter(
          ({ roles, status }) => (status ?? ACTIVE) === ACTIVE && readRoles(roles).some(isTeaching),
        )
        .map(({ courseId }) => courseId),
    };
  }
}
