import { identifierKey } from '../directory/identifier-key';
import type { Attribute, MovedIdentifier } from '../directory/roster.store';
import type { IdentifierRef, IdentifierType } from '../kernel/roster';
import type { Database, Sql, SqlValue } from '../storage/database';
import type { Dialect } from '../storage/dialect';
import { isOneOf } from '../storage/condition';
import { inList, listsOf } from '../storage/in-list';
import type { Condition } from '../storage/keyset';

/**
 * Keeps events with the person that their identifier names: told of identifiers that are new, moved or
 * gone, it turns the events that were, or would have been, found by them. The number of statements does
 * not depend on the number of events.
 */
export function attribution({ dialect }: Pick<Database, 'dialect'>): Attribute {
  return async (sql, tenantId, moved) => {
    for (const part of chunks(moved.filter(({ ref }) => HUB_TYPES.has(ref.type)))) {
      await waitForWriters(sql, dialect, tenantId, part);
    }
    const settled = await fallBackToEmail(sql, tenantId, moved);
    for (const part of chunks(settled)) await byKey(sql, tenantId, part);
    const addresses = moved.filter(({ ref }) => ref.type === 'EMAIL');
    for (const part of chunks(addresses)) await byEmail(sql, tenantId, part);
  };
}

/** The identifiers that hub events wait under without anybody holding them. */
const HUB_TYPES: ReadonlySet<IdentifierType> = new Set(['PARTICIPANT_ID', 'EMAIL']);

/** An UPDATE passes over rows that are not committed yet (semi-consistent reads); a locking read waits for them. */
async function waitForWriters(
  sql: Sql,
  dialect: Dialect,
  tenantId: string,
  moved: readonly MovedIdentifier[],
): Promise<void> {
  const list = inList(moved.map(({ ref }) => ref.value));
  await sql.rows(
    'events.wait-for-writers',
    `SELECT COUNT(*) AS waited FROM event
      WHERE tenant_id = ? AND participant_id IN ${list.text}${dialect.holdForUpdate}`,
    [tenantId, ...list.values],
  );
}

/**
 * Finds the owners of participants who were unknown when their events' transaction began: whoever linked
 * one since did not see the events, and whoever links one from now on waits for them.
 */
export async function lateOwners(
  sql: Sql,
  dialect: Dialect,
  tenantId: string,
  participants: readonly IdentifierRef[],
): Promise<MovedIdentifier[]> {
  const refs = new Map(participants.map((ref) => [identifierKey('PERSON', ref), ref]));
  const late: MovedIdentifier[] = [];
  for (const part of listsOf([...refs.keys()])) {
    const list = inList(part);
    const rows = await sql.rows<{ ownedKey: string; entityId: string }>(
      'events.late-owners',
      `SELECT identifier_key AS ownedKey, entity_id AS entityId FROM identifier
        WHERE tenant_id = ? AND identifier_key IN ${list.text}${dialect.holdForShare}`,
      [tenantId, ...list.values],
    );
    for (const { ownedKey, entityId } of rows) {
      const ref = refs.get(ownedKey);
      if (ref) late.push({ key: ownedKey, ref, entityId });
    }
  }
  return late;
}

/** A participant whose own identifier is gone may still be known by e-mail address. */
async function fallBackToEmail(
  sql: Sql,
  tenantId: string,
  moved: readonly MovedIdentifier[],
): Promise<readonly MovedIdentifier[]> {
  const gone = moved.filter(
    ({ ref, entityId }) => entityId === null && ref.type === 'PARTICIPANT_ID',
  );
  if (gone.length === 0) return moved;
  const keys = new Map(gone.map(({ key, ref }) => [key, identifierKey('PERSON', emailOf(ref))]));
  const list = inList([...keys.values()]);
  const rows = await sql.rows<{ emailKey: string; entityId: string }>(
    'events.participants-by-email',
    `SELECT identifier_key AS emailKey, entity_id AS entityId FROM identifier
      WHERE tenant_id = ? AND identifier_key IN ${list.text}`,
    [tenantId, ...list.values],
  );
  const byEmailKey = new Map(rows.map(({ emailKey, entityId }) => [emailKey, entityId]));
  return moved.map((one) => ({
    ...one,
    entityId: one.entityId ?? byEmailKey.get(keys.get(one.key) ?? '') ?? null,
  }));
}

function emailOf(participant: IdentifierRef): IdentifierRef {
  return { type: 'EMAIL', system: '', value: participant.value };
}

/**
 * Events that were, or would have been, found by the identifier itself: hub events by what it says, of
 * Caliper's those that wait for it and those of whomever it named.
 */
async function byKey(sql: Sql, tenantId: string, moved: readonly MovedIdentifier[]): Promise<void> {
  await turn(sql, tenantId, moved, isOneOf('event.waiting_key', keysOf(moved)));
  const hubs = moved.filter(({ ref }) => HUB_TYPES.has(ref.type));
  if (hubs.length > 0) {
    const participants = hubs.map(({ ref }) => ref.value);
    await turn(sql, tenantId, hubs, isOneOf('event.participant_id', participants));
  }
  const former = moved.flatMap(({ formerId }) => formerId ?? []);
  if (former.length > 0) await turn(sql, tenantId, moved, isOneOf('event.person_id', former));
}

function keysOf(moved: readonly MovedIdentifier[]): string[] {
  return moved.map(({ key }) => key);
}

/** Turns the events that were found by these identifiers. @param where an index finds them by. */
async function turn(
  sql: Sql,
  tenantId: string,
  moved: readonly MovedIdentifier[],
  where: Condition,
): Promise<void> {
  const keys = isOneOf('event.person_key', keysOf(moved));
  const owner = `CASE event.person_key ${moved.map(() => 'WHEN ? THEN ?').join(' ')} END`;
  const pairs: SqlValue[] = moved.flatMap(({ key, entityId }) => [key, entityId]);
  await sql.run(
    'events.attribute',
    `UPDATE event SET person_id = ${owner},
            waiting_key = CASE WHEN source = 'CALIPER' AND ${owner} IS NULL THEN person_key END,
            membership_id = (SELECT m.id FROM membership m
                              WHERE m.tenant_id = event.tenant_id AND m.course_id = event.course_id
                                AND m.person_id = ${owner})
      WHERE tenant_id = ? AND ${where.text} AND ${keys.text}`,
    [...pairs, ...pairs, ...pairs, tenantId, ...where.values, ...keys.values],
    'free',
  );
}

/** Hub events whose participant is an e-mail address that no identifier of the program itself claims. */
async function byEmail(
  sql: Sql,
  tenantId: string,
  moved: readonly MovedIdentifier[],
): Promise<void> {
  const list = inList(moved.map(({ ref }) => ref.value));
  await sql.run(
    'events.attribute-by-email',
    `UPDATE event SET person_id = CASE participant_id ${moved.map(() => 'WHEN ? THEN ?').join(' ')} END
      WHERE tenant_id = ? AND source = 'HUB' AND participant_id IN ${list.text}
        AND NOT EXISTS (SELECT 1 FROM identifier i
                         WHERE i.tenant_id = event.tenant_id AND i.identifier_key = event.person_key)`,
    [...moved.flatMap(({ ref, entityId }) => [ref.value, entityId]), tenantId, ...list.values],
    'free',
  );
}

/**
 * From 200 on MySQL and MariaDB guess by an index's average instead of looking (eq_range_index_dive_limit): of a
 * column that is nearly always null they guess every row, and read and lock all events of the tenant.
 */
const CHUNK = 100;

function chunks<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += CHUNK)
    parts.push(items.slice(from, from + CHUNK));
  return parts;
}
