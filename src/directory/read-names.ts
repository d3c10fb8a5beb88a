import type { Sql } from '../storage/database';
import { LONGEST_LIST } from '../storage/in-list';
import type { DirectoryVersion, DirectoryVersionStore } from './directory-version.store';
import type { KnownNamesStore } from './known-names.store';
import type { KnownIdentifier } from './known-roster';
import type { EntitySlot } from './roster-batch';
import type { Recollection, RosterMemory } from './roster-memory';
import { isStale } from './roster-merge';

/** What is known of the entities that identifiers name, by key of the identifier. */
export type KnownNames = ReadonlyMap<string, KnownIdentifier>;

/** What was read of a batch's entities, and what is remembered beside it; null where nothing may be. */
export interface NamesRead {
  readonly known: KnownNames;
  readonly recollection: Recollection | null;
}

/** Says who a batch's entities are, as far as the directory knows: out of memory where that holds. */
export class NameReader {
  constructor(
    private readonly names: KnownNamesStore,
    private readonly versions: DirectoryVersionStore,
    private readonly memory: RosterMemory,
  ) {}

  /**
   * What is known of entities. Those that are remembered are not asked for, but whether that still holds; where it
   * does not, they are asked for then. Of the others the first name of each is, and the other names of those whose
   * names are not all known by it.
   */
  async read(sql: Sql, tenantId: string, entities: readonly EntitySlot[]): Promise<NamesRead> {
    if (entities.length === 0) return { known: new Map(), recollection: null };
    const remembered = this.memory.newest(tenantId);
    const known = recall(entities, remembered);
    const [keys, more] = cut(firstKeysOf(entities));
    const version = await this.hold(known, sql, tenantId, keys);
    const recollection = version ? this.memory.at(tenantId, version) : null;
    const recalled = entities.filter((slot) => slot.recalled !== null);
    // `at` gives the same where the version is that of what was remembered.
    if (recollection !== remembered && recalled.length > 0) {
      for (const slot of recalled) forget(slot, known);
      more.push(...firstKeysOf(recalled).filter((key) => !known.has(key)));
    }
    await this.readInto(known, sql, tenantId, more);
    await this.readOthers(known, sql, tenantId, entities);
    return { known, recollection };
  }

  /** The same once more in a transaction, after somebody else has given one of the names that were new. */
  async readAgain(
    sql: Sql,
    tenantId: string,
    entities: readonly EntitySlot[],
    recollection: Recollection | null,
  ): Promise<NamesRead> {
    const known = recall(entities, recollection);
    await this.readInto(known, sql, tenantId, firstKeysOf(entities));
    await this.readOthers(known, sql, tenantId, entities);
    return { known, recollection };
  }

  private async hold(
    into: Map<string, KnownIdentifier>,
    sql: Sql,
    tenantId: string,
    keys: readonly string[],
  ): Promise<DirectoryVersion | null> {
    if (keys.length === 0) return this.versions.hold(sql, tenantId);
    const { known, version } = await this.names.readAt(tenantId, keys, sql);
    for (const [key, row] of known) into.set(key, row);
    return version;
  }

  private async readOthers(
    known: Map<string, KnownIdentifier>,
    sql: Sql,
    tenantId: string,
    entities: readonly EntitySlot[],
  ): Promise<void> {
    const unknown = entities.filter(({ recalled }) => recalled === null);
    settle(unknown, known);
    const firsts = new Set(firstKeysOf(entities));
    const others = unknown.flatMap(({ settled, identifiers }) =>
      settled ? [] : identifiers.map(({ key }) => key),
    );
    const missing = others.filter((key) => !known.has(key) && !firsts.has(key));
    await this.readInto(known, sql, tenantId, missing);
  }

  private async readInto(
    known: Map<string, KnownIdentifier>,
    sql: Sql,
    tenantId: string,
    keys: readonly string[],
  ): Promise<void> {
    if (keys.length === 0) return;
    for (const [key, row] of await this.names.read(tenantId, keys, sql)) known.set(key, row);
  }
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
    // What is to be confirmed is read: a gateway that has not heard yet must not confirm what is over.
    if (!row || (slot.create && isStale(row.asOf, slot.asOf))) continue;
    slot.recalled = row;
    // All its names were known when it was remembered (lastingOwner), so none is to be added.
    slot.settled = slot.create;
    known.set(row.key, row);
  }
  return known;
}

/** What was remembered of an entity may not hold any more. */
function forget(slot: EntitySlot, known: Map<string, KnownIdentifier>): void {
  const { recalled } = slot;
  if (recalled === null) return;
  if (known.get(recalled.key) === recalled) known.delete(recalled.key);
  slot.recalled = null;
  slot.settled = false;
}

/** The names by which those who are not remembered are looked for first. Who is only asked for may be known by any. */
function firstKeysOf(entities: readonly EntitySlot[]): string[] {
  const keys = new Set<string>();
  for (const { recalled, create, identifiers } of entities) {
    if (recalled !== null) continue;
    for (const { key } of create ? identifiers.slice(0, 1) : identifiers) keys.add(key);
  }
  return [...keys];
}

/** As many as one statement takes, and the rest. */
function cut(keys: readonly string[]): [string[], string[]] {
  return [keys.slice(0, LONGEST_LIST), keys.slice(LONGEST_LIST)];
}
