import type { EntityKind } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import type { Database, Sql } from '../storage/database';
import { insertRows } from '../storage/insert-rows';
import type { Facts } from './facts';
import { type Merge, mergeByAge, overwrite } from './roster-merge';

/** Who writes: an event, whose facts are as old as it is, or a roster, which says how things are now. */
export type RosterWriter = 'EVENT' | 'ROSTER';

/** Where each kind of entity is kept, and what can be said of it, by column. */
export const ENTITY_TABLES = {
  PERSON: { table: 'person', attributes: ['name', 'given_name', 'family_name', 'email'] },
  COURSE: {
    table: 'course',
    attributes: ['course_number', 'name', 'academic_session', 'type', 'parent_id'],
  },
} as const satisfies Record<EntityKind, { table: string; attributes: readonly string[] }>;

/** A membership that is to be written. */
export interface MembershipFacts {
  readonly id: string;
  readonly personId: string;
  readonly courseId: string;
  /** As the column holds them. */
  readonly roles: string;
  readonly status: string | null;
  readonly asOf: SqlTime;
}

const KEY = ['tenant_id', 'id'];

/** A membership that arrives in an event without roles says nothing of them. */
const ROLES_BY_AGE =
  "CASE WHEN {new.roles} = '[]' THEN {old.roles} " +
  "WHEN {new.as_of} >= {old.as_of} OR {old.roles} = '[]' THEN {new.roles} ELSE {old.roles} END";

/** Makes persons or courses, or brings them up to date, in the caller's transaction. */
export async function writeEntities(
  sql: Sql,
  { dialect }: Database,
  writer: RosterWriter,
  kind: EntityKind,
  tenantId: string,
  entities: ReadonlyMap<string, Facts>,
  now: SqlTime,
): Promise<void> {
  const { table, attributes } = ENTITY_TABLES[kind];
  await insertRows(sql, dialect, {
    name: `directory.upsert-${table}`,
    table,
    columns: ['tenant_id', 'id', ...attributes, 'as_of', 'created_at'],
    key: KEY,
    rows: [...entities].map(([id, facts]) => [
      tenantId,
      id,
      ...attributes.map((name) => facts.attributes[name] ?? null),
      facts.asOf,
      now,
    ]),
    merge: writer === 'EVENT' ? mergeByAge(attributes) : overwrite(attributes),
  });
}

/** Makes memberships, or brings them up to date, in the caller's transaction. */
export async function writeMemberships(
  sql: Sql,
  { dialect }: Database,
  writer: RosterWriter,
  tenantId: string,
  memberships: readonly MembershipFacts[],
  now: SqlTime,
): Promise<void> {
  const merge: Merge =
    writer === 'EVENT'
      ? { roles: ROLES_BY_AGE, ...mergeByAge(['status']) }
      : { roles: '{new.roles}', ...overwrite(['status']) };
  await insertRows(sql, dialect, {
    name: 'directory.upsert-membership',
    table: 'membership',
    columns: [
      'tenant_id',
      'id',
      'person_id',
      'course_id',
      'roles',
      'status',
      'as_of',
      'created_at',
    ],
    key: KEY,
    rows: memberships.map(({ id, personId, courseId, roles, status, asOf }) => [
      tenantId,
      id,
      personId,
      courseId,
      roles,
      status,
      asOf,
      now,
    ]),
    merge,
  });
}
