import type { EntityKind, IdentifierRef } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import type { Database, Sql } from '../storage/database';
import { assignBatch } from './assign-batch';
import { type Facts, learn } from './facts';
import { IdentifierStore, type KnownIdentifier } from './identifier.store';
import type { EntitySlot, RosterBatch } from './roster-batch';
import { resolveMemberships } from './resolve-memberships';
import { differs } from './roster-merge';
import { ENTITY_TABLES, writeEntities } from './roster-rows';

/** An identifier that names another entity than it did before, or a first one; null when it names none any more. */
export interface MovedIdentifier {
  readonly key: string;
  readonly ref: IdentifierRef;
  readonly entityId: string | null;
}

/** Told of person identifiers that are new, moved or gone, in the transaction that made them so. */
export type Attribute = (
  sql: Sql,
  tenantId: string,
  moved: readonly MovedIdentifier[],
) => Promise<void>;

/**
 * Finds every person, course and membership of a batch, and makes or updates those that the batch knows
 * more of than the directory does. Runs inside the caller's transaction, which begins again when another
 * gateway names one of them first: the unique key of `identifier` decides between the two.
 *
 * Statements: one for the identifiers, one for the memberships, and one for each kind of row that changes.
 * @returns the person identifiers that are new, so that events that waited for them can be attributed.
 */
export async function resolveRoster(
  sql: Sql,
  database: Database,
  tenantId: string,
  batch: RosterBatch,
  now: SqlTime,
): Promise<MovedIdentifier[]> {
  const identifiers = new IdentifierStore(database);
  const keys = batch.entities.flatMap((slot) => slot.identifiers.map(({ key }) => key));
  const known = await identifiers.known(tenantId, keys, sql);
  const owners = new Map([...known].map(([key, { entityId }]) => [key, entityId]));
  const named = assignBatch(batch.entities, owners);
  await identifiers.add(tenantId, named, now, sql);
  for (const kind of ['PERSON', 'COURSE'] as const) {
    const news = newsOf(kind, batch.entities, known);
    await writeEntities(sql, database, 'EVENT', kind, tenantId, news, now);
  }
  await resolveMemberships(sql, database, tenantId, batch.memberships, now);
  return named.filter(({ kind }) => kind === 'PERSON');
}

/** What the batch knows of the entities of a kind and the directory does not, by entity id. */
function newsOf(
  kind: EntityKind,
  slots: readonly EntitySlot[],
  known: ReadonlyMap<string, KnownIdentifier>,
): Map<string, Facts> {
  const rows = new Map([...known.values()].map((row) => [row.entityId, row]));
  const news = new Map<string, Facts>();
  for (const slot of slots) {
    const { entityId, asOf } = slot;
    if (slot.kind !== kind || !slot.create || entityId === null) continue;
    let facts = news.get(entityId);
    if (!facts) news.set(entityId, (facts = { asOf, attributes: {} }));
    const parentId = slot.parent?.entityId ?? null;
    learn(facts, asOf, { ...slot.attributes, parent_id: parentId === entityId ? null : parentId });
  }
  for (const [entityId, facts] of news) {
    const row = rows.get(entityId);
    const isKnown = row !== undefined && row.asOf !== null;
    if (isKnown && !differs(facts, row, ENTITY_TABLES[kind].attributes)) news.delete(entityId);
  }
  return news;
}
