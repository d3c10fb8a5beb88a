import { newId } from '../kernel/id';
import type { NamedIdentifier } from './identifier.store';
import type { EntitySlot, IdentifierSlot } from './roster-batch';

/**
 * Says which entity each slot is, as if its references had come one after the other: the first identifier
 * that the directory knows decides; else the first that another slot of the batch brought; else the slot is
 * a new entity. Identifiers that nobody had become the entity's.
 * @param owners what the directory knows: entity ids by identifier key.
 * @returns the identifiers that are new.
 */
export function assignBatch(
  slots: readonly EntitySlot[],
  owners: ReadonlyMap<string, string>,
): NamedIdentifier[] {
  const named = new Map<string, NamedIdentifier>();
  const brought = (key: string): string | undefined => named.get(key)?.entityId;
  const name = (slot: EntitySlot, entityId: string): void => {
    slot.identifiers.forEach(({ key, kind, ref }, place) => {
      if (owners.has(key) || named.has(key)) return;
      const namesDigest = place === 0 ? slot.namesDigest : null;
      named.set(key, { key, kind, ref, entityId, namesDigest });
    });
  };
  for (const slot of slots) {
    decide(slot, (key) => owners.get(key));
    if (slot.create && !slot.settled && slot.entityId !== null) name(slot, slot.entityId);
  }
  for (const slot of slots) {
    if (!slot.create || slot.entityId !== null) continue;
    decide(slot, brought);
    slot.entityId ??= newId();
    slot.decidedBy ??= slot.identifiers[0]?.key ?? null;
    name(slot, slot.entityId);
  }
  for (const slot of slots) if (slot.entityId === null) decide(slot, brought);
  return [...named.values()];
}

function decide(slot: EntitySlot, ownerOf: (key: string) => string | undefined): void {
  if (slot.recalled) {
    slot.decidedBy = slot.recalled.key;
    slot.entityId = slot.recalled.entityId;
    return;
  }
  const deciding = (slot.settled ? slot.identifiers.slice(0, 1) : deciders(slot)).find(
    ({ key }) => ownerOf(key) !== undefined,
  );
  slot.decidedBy = deciding?.key ?? null;
  slot.entityId = deciding === undefined ? null : (ownerOf(deciding.key) ?? null);
}

/**
 * An e-mail address does not decide beside a better name: people share mailboxes, and a wrong join shows one
 * person's events to another. Who is only asked for by it, or named by nothing else, is found by it.
 */
function deciders({ create, identifiers }: EntitySlot): readonly IdentifierSlot[] {
  if (!create) return identifiers;
  const strong = identifiers.filter(({ ref }) => ref.type !== 'EMAIL');
  return strong.length > 0 ? strong : identifiers;
}
