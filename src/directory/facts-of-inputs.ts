import type { SqlTime } from '../kernel/timestamp';
import type { Assignment } from './assign-entities';
import type { EntityInput } from './entity-input';
import { type Facts, learn } from './facts';

/** What the inputs say of each entity; later ones win. Only what is new or says something. */
export function factsOf(
  inputs: readonly EntityInput[],
  { entityIds, made, parentIds }: Assignment,
  now: SqlTime,
): Map<string, Facts> {
  const facts = new Map<string, Facts>();
  inputs.forEach(({ attributes }, at) => {
    const id = entityIds[at] as string;
    const said = { ...attributes, parent_id: parentIds[at] ?? null };
    const silent = Object.values(said).every((value) => value === null);
    if (silent && !made.has(id)) return;
    const known = facts.get(id) ?? { asOf: now, attributes: {} };
    learn(known, now, said);
    facts.set(id, known);
  });
  return facts;
}
