import type { EntityKind } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import { type Facts, learn } from './facts';
import type { KnownNames } from './read-names';
import type { EntitySlot } from './roster-batch';
import { type Difference, differenceOf } from './roster-merge';
import { ENTITY_TABLES } from './roster-rows';

/** What a batch told the directory that it did not know. */
export interface RosterNews {
  /** Ids of persons, courses and memberships that are made, or of whom something is known that was not. */
  readonly changed: ReadonlySet<string>;
  /** Those of whom the same is known as of a later time, with that time. */
  readonly confirmed: ReadonlyMap<string, SqlTime>;
  /** Whether any of those was known before, and may be remembered as they were. */
  readonly isKnownOtherwise: boolean;
}

/** Gathers what becomes news. */
export class NewsList {
  readonly changed = new Set<string>();
  readonly confirmed = new Map<string, SqlTime>();
  isKnownOtherwise = false;

  /** Enters one that was known, by what is new of it; null: nobody had them. @returns whether it is to be written. */
  enter(id: string, difference: Difference | null, asOf: SqlTime): boolean {
    if (difference === 'NONE') return false;
    if (difference === 'AGE') this.confirmed.set(id, asOf);
    else this.changed.add(id);
    this.isKnownOtherwise ||= difference === 'OTHER' || difference === 'GAP';
    return true;
  }
}

/** What a batch knows of the entities of a kind and the directory does not, by entity id. */
export function newsOf(
  kind: EntityKind,
  slots: readonly EntitySlot[],
  known: KnownNames,
  list: NewsList,
): ReadonlyMap<string, Facts> {
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
  const { attributes } = ENTITY_TABLES[kind];
  for (const [entityId, facts] of news) {
    const row = rows.get(entityId);
    const difference = row === undefined ? null : differenceOf(facts, row, attributes);
    if (!list.enter(entityId, difference, facts.asOf)) news.delete(entityId);
  }
  return news;
}

/** What is known of one since; null where that is more than what was. */
export function afterNews<T extends { readonly asOf: SqlTime | null }>(
  id: string,
  row: T,
  { changed, confirmed }: RosterNews,
): T | null {
  if (changed.has(id)) return null;
  const asOf = confirmed.get(id);
  return asOf === undefined ? row : { ...row, asOf };
}
