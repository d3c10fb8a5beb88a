import type { Sql } from '../storage/database';
import type { IdentifierStore } from './identifier.store';
import type { KnownIdentifier } from './known-roster';
import type { EntitySlot } from './roster-batch';
import type { Recollection } from './roster-memory';

/** What is known of the entities that identifiers name, by key of the identifier. */
export type KnownNames = ReadonlyMap<string, KnownIdentifier>;

/**
 * What is known of a batch's entities: first of those that are remembered; of the others by the first name of each;
 * then by the other names of those whose names are not all known by it.
 */
export async function readNames(
  sql: Sql,
  identifiers: IdentifierStore,
  tenantId: string,
  entities: readonly EntitySlot[],
  recollection: Recollection | null,
): Promise<KnownNames> {
  const known = recall(entities, recollection);
  const unknown = entities.filter(({ recalled }) => recalled === null);
  const firsts = new Set(unknown.flatMap((slot) => firstKeys(slot)));
  if (firsts.size === 0) return known;
  await readInto(known, sql, identifiers, tenantId, [...firsts]);
  settle(unknown, known);
  const others = unknown.flatMap(({ settled, identifiers: names }) =>
    settled ? [] : names.map(({ key }) => key),
  );
  const missing = others.filter((key) => !known.has(key) && !firsts.has(key));
  if (missing.length > 0) await readInto(known, sql, identifiers, tenantId, missing);
  return known;
}

/** Tells the entities whose names are all known to belong together, which their first name then stands for. */
export function settle(entities: readonly EntitySlot[], known: KnownNames): void {
  for (const slot of entities) {
    const digest = known.get(slot.identifiers[0]?.key ?? '')?.namesDigest ?? null;
    slot.settled = slot.create && slot.namesDigest !== null && digest === slot.namesDigest;
  }
}

/**
 * Who has a slot's names, where that can be said of its names whatever else happens: no name that comes to be
 * known later decides before the first, nor is any of them to be added.
 */
export function lastingOwner(slot: EntitySlot, known: KnownNames): KnownIdentifier | null {
  const { create, settled, decidedBy, identifiers } = slot;
  const first = identifiers[0]?.key;
  const isWhole = !create || settled || identifiers.length === 1;
  return (isWhole && decidedBy !== null && decidedBy === first && known.get(first)) || null;
}

function recall(
  entities: readonly EntitySlot[],
  recollection: Recollection | null,
): Map<string, KnownIdentifier> {
  const known = new Map<string, KnownIdentifier>();
  if (!recollection) return known;
  for (const slot of entities) {
    const row = recollection.entity(slot.names);
    if (!row) continue;
    slot.recalled = row;
    slot.settled = slot.create;
    known.set(row.key, row);
  }
  return known;
}

async function readInto(
  known: Map<string, KnownIdentifier>,
  sql: Sql,
  identifiers: IdentifierStore,
  tenantId: string,
  keys: readonly string[],
): Promise<void> {
  for (const [key, row] of await identifiers.known(tenantId, keys, sql)) known.set(key, row);
}

/** Who is only asked for may be known by any of their names. */
function firstKeys({ create, identifiers }: EntitySlot): string[] {
  return (create ? identifiers.slice(0, 1) : identifiers).map(({ key }) => key);
}
