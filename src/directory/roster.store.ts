import { derivedId, newId } from '../kernel/id';
import type { IdentifierRef } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import type { Database, Sql, SqlValue } from '../storage/database';
import { inList } from '../storage/in-list';
import { insertRows } from '../storage/insert-rows';
import {
  COURSE_ATTRIBUTES,
  type EntitySlot,
  type IdentifierSlot,
  type MembershipSlot,
  PERSON_ATTRIBUTES,
  type RosterBatch,
} from './roster-batch';
import { rolesText } from './roles-text';
import { differs, isStale, mergeByAge } from './roster-merge';

/** An identifier that names another entity than it did before, or a first one. */
export interface MovedIdentifier {
  readonly key: string;
  readonly ref: IdentifierRef;
  readonly entityId: string | null;
}

interface KnownIdentifier {
  readonly key: string;
  readonly entityId: string;
  readonly asOf: SqlTime | null;
  readonly [attribute: string]: string | null;
}

const CHUNK = 1000;

/** A membership that arrives without roles says nothing of them. */
const KEEP_ROLES =
  "CASE WHEN {new.roles} = '[]' THEN {old.roles} WHEN {new.as_of} >= {old.as_of} OR {old.roles} = '[]' THEN {new.roles} ELSE {old.roles} END";

/**
 * Finds every person, course and membership of a batch, and makes or updates those that the batch knows
 * more of than the directory does. Runs inside the caller's transaction.
 *
 * Statements: one for the identifiers, one for the memberships, and one for each kind of row that changes.
 * The unique key of `identifier` decides which of two gateways names a new person.
 * @returns the person identifiers that are new, so that events that waited for them can be attributed.
 */
export async function resolveRoster(
  sql: Sql,
  database: Pick<Database, 'dialect'>,
  tenantId: string,
  batch: RosterBatch,
  now: SqlTime,
): Promise<MovedIdentifier[]> {
  const known = await readIdentifiers(
    sql,
    tenantId,
    batch.entities.flatMap((slot) => slot.identifiers),
  );
  for (const slot of batch.entities) decide(slot, known);
  const added = await addIdentifiers(sql, database, tenantId, batch, known, now);
  await upsertEntities(sql, database, tenantId, batch, known, now);
  await resolveMemberships(sql, database, tenantId, batch.memberships, now);
  return added;
}

async function readIdentifiers(
  sql: Sql,
  tenantId: string,
  slots: readonly IdentifierSlot[],
): Promise<Map<string, KnownIdentifier>> {
  const keys = [...new Set(slots.map((slot) => slot.key))];
  const known = new Map<string, KnownIdentifier>();
  for (let from = 0; from < keys.length; from += CHUNK) {
    const list = inList(keys.slice(from, from + CHUNK));
    const rows = await sql.rows<KnownIdentifier>(
      'directory.identifiers',
      `SELECT i.identifier_key AS ${'`key`'}, i.entity_id AS entityId, COALESCE(p.as_of, c.as_of) AS asOf,
              COALESCE(p.name, c.name) AS name, p.given_name, p.family_name, p.email,
              c.course_number, c.academic_session, c.type, c.parent_id
         FROM identifier i
         LEFT JOIN person p ON i.kind = 'PERSON' AND p.tenant_id = i.tenant_id AND p.id = i.entity_id
         LEFT JOIN course c ON i.kind = 'COURSE' AND c.tenant_id = i.tenant_id AND c.id = i.entity_id
        WHERE i.tenant_id = ? AND i.identifier_key IN ${list.text}`,
      [tenantId, ...list.values],
    );
    for (const row of rows) known.set(row.key, row);
  }
  return known;
}

/** The first identifier that the directory knows decides which entity it is. */
function decide(slot: EntitySlot, known: ReadonlyMap<string, KnownIdentifier>): void {
  const deciding = slot.identifiers.find((identifier) => known.has(identifier.key));
  slot.decidedBy = deciding?.key ?? null;
  slot.entityId = deciding ? (known.get(deciding.key)?.entityId ?? null) : null;
}

async function addIdentifiers(
  sql: Sql,
  database: Pick<Database, 'dialect'>,
  tenantId: string,
  batch: RosterBatch,
  known: Map<string, KnownIdentifier>,
  now: SqlTime,
): Promise<MovedIdentifier[]> {
  const wanted = new Map<string, { identifier: IdentifierSlot; entityId: string }>();
  for (const slot of batch.entities) {
    if (!slot.create) continue;
    slot.entityId ??= newId();
    slot.decidedBy ??= slot.identifiers[0]?.key ?? null;
    for (const identifier of slot.identifiers) {
      if (!known.has(identifier.key))
        wanted.set(identifier.key, { identifier, entityId: slot.entityId });
    }
  }
  if (wanted.size === 0) return [];
  const rows = [...wanted.values()]
    .sort((a, b) => (a.identifier.key < b.identifier.key ? -1 : 1))
    .map(({ identifier: { key, kind, ref }, entityId }) => [
      tenantId,
      key,
      kind,
      ref.type,
      ref.system,
      ref.value,
      entityId,
      now,
    ]);
  const inserted = await insertRows(sql, database.dialect, {
    name: 'directory.add-identifiers',
    table: 'identifier',
    columns: [
      'tenant_id',
      'identifier_key',
      'kind',
      'type',
      'system',
      'value',
      'entity_id',
      'created_at',
    ],
    key: ['tenant_id', 'identifier_key'],
    rows,
  });
  if (inserted < rows.length) await yieldToWinners(sql, tenantId, batch, wanted, known);
  return [...wanted.values()]
    .filter(({ identifier }) => identifier.kind === 'PERSON')
    .map(({ identifier, entityId }) => ({ key: identifier.key, ref: identifier.ref, entityId }));
}

/** Another gateway named some of these first: its rows stand, and ours follow them. */
async function yieldToWinners(
  sql: Sql,
  tenantId: string,
  batch: RosterBatch,
  wanted: Map<string, { identifier: IdentifierSlot; entityId: string }>,
  known: Map<string, KnownIdentifier>,
): Promise<void> {
  const winners = await readIdentifiers(
    sql,
    tenantId,
    [...wanted.values()].map((want) => want.identifier),
  );
  for (const [key, winner] of winners) {
    if (winner.entityId === wanted.get(key)?.entityId) continue;
    known.set(key, winner);
    wanted.delete(key);
  }
  for (const slot of batch.entities)
    if (slot.identifiers.some(({ key }) => known.has(key))) decide(slot, known);
}

async function upsertEntities(
  sql: Sql,
  database: Pick<Database, 'dialect'>,
  tenantId: string,
  batch: RosterBatch,
  known: ReadonlyMap<string, KnownIdentifier>,
  now: SqlTime,
): Promise<void> {
  for (const slot of batch.entities) {
    if (slot.parent?.entityId && slot.parent.entityId !== slot.entityId) {
      slot.attributes['parent_id'] = slot.parent.entityId;
    }
  }
  for (const [kind, table, attributes] of [
    ['PERSON', 'person', PERSON_ATTRIBUTES],
    ['COURSE', 'course', COURSE_ATTRIBUTES],
  ] as const) {
    const rows = new Map<string, SqlValue[]>();
    for (const slot of batch.entities) {
      if (slot.kind !== kind || !slot.create || slot.entityId === null) continue;
      const row = slot.decidedBy === null ? undefined : known.get(slot.decidedBy);
      if (row && row.asOf !== null && !differs(slot, row, attributes)) continue;
      const values = attributes.map((name) => slot.attributes[name] ?? null);
      rows.set(slot.entityId, [tenantId, slot.entityId, ...values, slot.asOf, now]);
    }
    if (rows.size === 0) continue;
    await insertRows(sql, database.dialect, {
      name: `directory.upsert-${table}`,
      table,
      columns: ['tenant_id', 'id', ...attributes, 'as_of', 'created_at'],
      key: ['tenant_id', 'id'],
      rows: [...rows.keys()].sort().map((id) => rows.get(id) as SqlValue[]),
      merge: mergeByAge(attributes),
    });
  }
}

/** The id of a person's membership in a course: the same on every gateway. */
export function membershipId(personId: string, courseId: string): string {
  return derivedId('membership', personId, courseId);
}

async function resolveMemberships(
  sql: Sql,
  database: Pick<Database, 'dialect'>,
  tenantId: string,
  slots: readonly MembershipSlot[],
  now: SqlTime,
): Promise<void> {
  const byId = new Map<string, MembershipSlot[]>();
  for (const slot of slots) {
    if (slot.person.entityId === null || slot.course.entityId === null) continue;
    const id = membershipId(slot.person.entityId, slot.course.entityId);
    byId.set(id, [...(byId.get(id) ?? []), slot]);
  }
  const ids = [...byId.keys()].sort();
  const known = new Map<
    string,
    { id: string; roles: string; status: string | null; asOf: SqlTime }
  >();
  for (let from = 0; from < ids.length; from += CHUNK) {
    const list = inList(ids.slice(from, from + CHUNK));
    const rows = await sql.rows<{
      id: string;
      roles: string;
      status: string | null;
      asOf: SqlTime;
    }>(
      'directory.memberships',
      `SELECT id, roles, status, as_of AS asOf FROM membership WHERE tenant_id = ? AND id IN ${list.text}`,
      [tenantId, ...list.values],
    );
    for (const row of rows) known.set(row.id, row);
  }
  const changed: SqlValue[][] = [];
  for (const id of ids) {
    const row = known.get(id);
    const group = byId.get(id) as MembershipSlot[];
    const newest = group.reduce((a, b) =>
      (b.stated?.asOf ?? '') > (a.stated?.asOf ?? '') ? b : a,
    );
    for (const slot of group) {
      slot.knownRoles = row?.roles ?? null;
      slot.membershipId = row || newest.stated ? id : null;
    }
    if (!newest.stated) continue;
    const { asOf, status } = newest.stated;
    const roles =
      newest.stated.roles.length > 0 ? rolesText(newest.stated.roles) : (row?.roles ?? '[]');
    const news =
      !row || (asOf >= row.asOf && (roles !== row.roles || (status ?? row.status) !== row.status));
    if (!news && !isStale(row, asOf)) continue;
    const personId = newest.person.entityId as string;
    const courseId = newest.course.entityId as string;
    changed.push([tenantId, id, personId, courseId, roles, status, asOf, now]);
  }
  if (changed.length === 0) return;
  await insertRows(sql, database.dialect, {
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
    key: ['tenant_id', 'id'],
    rows: changed,
    merge: { roles: KEEP_ROLES, ...mergeByAge(['status']) },
  });
}
