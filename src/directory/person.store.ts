import type { PageRequest } from '../kernel/page';
import type { Reach } from '../kernel/reach';
import { andAll } from '../storage/condition';
import type { Database, Sql } from '../storage/database';
import { inList } from '../storage/in-list';
import { between, type Condition, orderBy } from '../storage/keyset';
import type { RowSelection } from '../storage/row-selection';
import { membershipReach, personReach } from './directory-reach';
import { WHOLE_PERSON } from './directory-selections';
import { membershipConditions } from './membership-conditions';
import type { PersonRow } from './directory-rows';

export type { PersonRow };

/** Which persons are wanted: members of a course, holders of roles, or both. */
export interface PersonConditions {
  readonly courseId?: string | null;
  readonly roles?: readonly string[] | null;
}

const ORDER = [{ column: 'w.id', descending: false }];

/** Reads persons. Every statement is bound to one tenant, and to what the reach reaches of it. */
export class PersonStore {
  constructor(private readonly database: Database) {}

  /** Persons by id, at most 1,000, in no order; unknown ids have no row. */
  async byIds(
    reach: Reach,
    ids: readonly string[],
    sql: Sql = this.database.sql,
  ): Promise<PersonRow[]> {
    if (ids.length === 0) return [];
    const list = inList(ids);
    const where = andAll(personReach(reach, 'w.id'));
    return sql.rows<PersonRow>(
      'directory.persons-by-ids',
      `SELECT ${WHOLE_PERSON.columns} FROM person w WHERE w.tenant_id = ? AND w.id IN ${list.text}${where.text}`,
      [reach.tenantId, ...list.values, ...where.values],
    );
  }

  /** Persons by the key of any of their identifiers, at most 1,000. */
  async byIdentifiers(
    reach: Reach,
    keys: readonly string[],
  ): Promise<(PersonRow & { readonly identifierKey: string })[]> {
    const list = inList(keys);
    const where = andAll(personReach(reach, 'w.id'));
    return this.database.sql.rows(
      'directory.persons-by-identifiers',
      `SELECT ${WHOLE_PERSON.columns}, i.identifier_key AS identifierKey
         FROM identifier i JOIN person w ON w.tenant_id = i.tenant_id AND w.id = i.entity_id
        WHERE i.tenant_id = ? AND i.identifier_key IN ${list.text}${where.text}`,
      [reach.tenantId, ...list.values, ...where.values],
    );
  }

  /** Up to one row more than a page of persons, by id. */
  async page(
    reach: Reach,
    filter: PersonConditions,
    page: PageRequest,
    selection: RowSelection<PersonRow> = WHOLE_PERSON,
  ): Promise<PersonRow[]> {
    const members = membershipConditions(filter, 'm');
    const where = andAll([
      ...between(ORDER, page),
      ...(members.length === 0 ? [] : [isMember(reach, members)]),
      ...personReach(reach, 'w.id'),
    ]);
    return this.database.sql.rows<PersonRow>(
      'directory.persons',
      `SELECT ${selection.columns} FROM person w WHERE w.tenant_id = ?${where.text}
        ORDER BY ${orderBy(ORDER, page.backward)} LIMIT ${page.limit + 1}`,
      [reach.tenantId, ...where.values],
    );
  }
}

/** IN rather than EXISTS: SQLite would walk every person of the tenant. */
function isMember(reach: Reach, wanted: readonly Condition[]): Condition {
  const members = andAll([...wanted, ...membershipReach(reach, 'm')]);
  return {
    text: `w.id IN (SELECT m.person_id FROM membership m WHERE m.tenant_id = ?${members.text})`,
    values: [reach.tenantId, ...members.values],
  };
}
