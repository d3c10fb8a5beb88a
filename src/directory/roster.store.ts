import type { EntityKind, IdentifierRef } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import type { Database, Sql } from '../storage/database';
import { UnavailableError } from '../storage/storage-error';
import { assignBatch } from './assign-batch';
import { type Facts, learn } from './facts';
import { IdentifierStore, type KnownIdentifier, type NamedIdentifier } from './identifier.store';
import type { EntitySlot, RosterBatch } from './roster-batch';
import {
  fillMemberships,
  type KnownMemberships,
  readMemberships,
  writeMembershipNews,
} from './resolve-memberships';
import { differs } from './roster-merge';
import { ENTITY_TABLES, writeEntities } from './roster-rows';

/** An identifier that names another entity than it did before, or a first one; null when it names none any more. */
export interface MovedIdentifier {
  readonly key: string;
  readonly ref: IdentifierRef;
  readonly entityId: string | null;
  /** Whom it named before this transaction; null or not said: nobody. */
  readonly formerId?: string | null;
}

/** Told of person identifiers that are new, moved or gone, in the transaction that made them so. */
export type Attribute = (
  sql: Sql,
  tenantId: string,
  moved: readonly MovedIdentifier[],
) => Promise<void>;

/** How often a batch is assigned anew because another gateway named one of its entities first. */
const ATTEMPTS = 20;

/** What the directory has of a batch. */
export interface ReadRoster {
  readonly known: ReadonlyMap<string, KnownIdentifier>;
  readonly memberships: KnownMemberships;
  /** Whether the batch brought names that nobody had. */
  readonly hasNewNames: boolean;
  /** The person identifiers that are new, so that events that waited for them can be attributed. */
  readonly moved: readonly MovedIdentifier[];
}

/**
 * Finds every person, course and membership of a batch, and names those that are new. Runs inside the
 * caller's transaction. The unique key of `identifier` decides between two gateways that name the same
 * person first: the other one reads again, and follows. What the batch says of them waits for `writeRoster`.
 *
 * Statements: one for the identifiers, one for the memberships; a second one for the identifiers where the
 * directory does not know all the names of an entity.
 */
export async function readRoster(
  sql: Sql,
  database: Database,
  tenantId: string,
  batch: RosterBatch,
  now: SqlTime,
): Promise<ReadRoster> {
  const identifiers = new IdentifierStore(database);
  const { known, named } = await assignKnown(sql, identifiers, tenantId, batch, now);
  const digests = newDigests(batch.entities, known, new Set(named.map(({ key }) => key)));
  if (digests.size > 0) await identifiers.noteNames(tenantId, digests, sql);
  const memberships = await readMemberships(sql, tenantId, batch.memberships);
  fillMemberships(batch.memberships, memberships);
  const moved = named.filter(({ kind }) => kind === 'PERSON');
  return { known, memberships, hasNewNames: named.length > 0, moved };
}

/** Answers for a part of a batch that was read and brought no new names: nothing is asked again. */
export function readPart(part: RosterBatch, { known, memberships }: ReadRoster): void {
  settle(part.entities, known);
  assignBatch(part.entities, ownersOf(known));
  fillMemberships(part.memberships, memberships);
}

/**
 * Makes or updates those of a batch that it knows more of than the directory does: one statement for each
 * kind of row that changes.
 */
export async function writeRoster(
  sql: Sql,
  database: Database,
  tenantId: string,
  batch: RosterBatch,
  { known, memberships }: ReadRoster,
  now: SqlTime,
): Promise<void> {
  for (const kind of ['PERSON', 'COURSE'] as const) {
    const news = newsOf(kind, batch.entities, known);
    await writeEntities(sql, database, 'EVENT', kind, tenantId, news, now);
  }
  await writeMembershipNews(sql, database, tenantId, batch.memberships, memberships, now);
}

type Known = Map<string, KnownIdentifier>;

async function assignKnown(
  sql: Sql,
  identifiers: IdentifierStore,
  tenantId: string,
  { entities }: RosterBatch,
  now: SqlTime,
): Promise<{ known: Known; named: NamedIdentifier[] }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const known = await readKnown(sql, identifiers, tenantId, entities);
    const named = assignBatch(entities, ownersOf(known));
    if (await identifiers.add(tenantId, named, now, sql)) return { known, named };
  }
  throw new UnavailableError('ROLLED_BACK', 'identifiers were given to others again and again');
}

/** First the first name of each entity; then the others of those whose names are not all known by it. */
async function readKnown(
  sql: Sql,
  identifiers: IdentifierStore,
  tenantId: string,
  entities: readonly EntitySlot[],
): Promise<Known> {
  const firsts = new Set(entities.flatMap((slot) => firstKeys(slot)));
  const known = await identifiers.known(tenantId, [...firsts], sql);
  settle(entities, known);
  const others = entities.flatMap(({ settled, identifiers: names }) =>
    settled ? [] : names.map(({ key }) => key),
  );
  const missing = others.filter((key) => !known.has(key) && !firsts.has(key));
  if (missing.length === 0) return known;
  return new Map([...known, ...(await identifiers.known(tenantId, missing, sql))]);
}

function ownersOf(known: ReadonlyMap<string, KnownIdentifier>): Map<string, string> {
  return new Map([...known].map(([key, { entityId }]) => [key, entityId]));
}

/** Tells the entities whose names are all known to belong together, which their first name then stands for. */
function settle(
  entities: readonly EntitySlot[],
  known: ReadonlyMap<string, KnownIdentifier>,
): void {
  for (const slot of entities) {
    const digest = known.get(slot.identifiers[0]?.key ?? '')?.namesDigest ?? null;
    slot.settled = slot.create && slot.namesDigest !== null && digest === slot.namesDigest;
  }
}

/** Who is only asked for may be known by any of their names. */
function firstKeys({ create, identifiers }: EntitySlot): string[] {
  return (create ? identifiers.slice(0, 1) : identifiers).map(({ key }) => key);
}

/** First names that were known, with the digest of names that are all known to belong with them by now. */
function newDigests(
  slots: readonly EntitySlot[],
  known: Known,
  named: ReadonlySet<string>,
): Map<string, string> {
  const digests = new Map<string, string>();
  for (const { create, settled, namesDigest, identifiers } of slots) {
    const first = known.get(identifiers[0]?.key ?? '');
    if (!create || settled || namesDigest === null || !first) continue;
    // Of two sets of names in turn only the first is noted: the other costs a look-up, and no write.
    const news = first.namesDigest === null || identifiers.some(({ key }) => named.has(key));
    if (news) digests.set(first.key, namesDigest);
  }
  return digests;
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
