import { CodedError } from '../kernel/coded-error';
import { newId } from '../kernel/id';
import type { EntityKind } from '../kernel/roster';
import { type EntityInput, type EntityName, notFound } from './entity-input';
import type { NamedIdentifier } from './identifier.store';
import type { IdentifierSlot } from './roster-batch';

/** What the directory knows of the names that a mutation uses. */
export interface KnownNames {
  readonly ids: ReadonlySet<string>;
  /** Entity ids by identifier key. */
  readonly owners: ReadonlyMap<string, string>;
  /** Ids of the first courses by their numbers. */
  readonly numbers: ReadonlyMap<string, string>;
}

/** Which entity each input is, and what that changes. */
export interface Assignment {
  /** One for each input. */
  readonly entityIds: readonly string[];
  /** Those that are new. */
  readonly made: ReadonlySet<string>;
  readonly named: readonly NamedIdentifier[];
  /** The ids of the parents, one for each input. */
  readonly parentIds: readonly (string | null)[];
}

/**
 * Says which entity each input is, one after the other: its id, else the first identifier that is known
 * or that an earlier input brought, else (for a course named by its number alone) the number, else a new
 * entity.
 * @throws CodedError NOT_FOUND for an id or parent that is unknown, CONFLICT for an identifier of another entity.
 */
export function assignEntities(
  kind: EntityKind,
  inputs: readonly EntityInput[],
  known: KnownNames,
): Assignment {
  const owners = new Map(known.owners);
  const numbers = new Map(known.numbers);
  const made = new Set<string>();
  const named: NamedIdentifier[] = [];
  const name = (slot: IdentifierSlot, entityId: string): void => {
    owners.set(slot.key, entityId);
    named.push({ ...slot, entityId });
  };
  const entityIds = inputs.map((input) => {
    let id = knownEntity(kind, input, known.ids, owners, numbers);
    if (id === null) made.add((id = newId()));
    for (const [at, slot] of input.identifiers.entries()) {
      const owner = owners.get(slot.key);
      if (owner === undefined) name(slot, id);
      else if (owner !== id) throw conflict(kind, `${input.path}/identifiers/${at}`, owner);
    }
    const number = input.attributes['course_number'] ?? null;
    if (number !== null && !numbers.has(number)) numbers.set(number, id);
    return id;
  });
  inputs.forEach(({ whenFree }, at) => {
    if (whenFree && !owners.has(whenFree.key)) name(whenFree, entityIds[at] as string);
  });
  const parentIds = inputs.map(({ parent }, at) => {
    if (parent === null) return null;
    const id = existingEntity(kind, parent, known.ids, owners);
    if (id === entityIds[at]) throw ownParent(parent);
    return id;
  });
  return { entityIds, made, named, parentIds };
}

/** The entity that a name means. @throws CodedError NOT_FOUND. */
export function existingEntity(
  kind: EntityKind,
  name: EntityName,
  ids: ReadonlySet<string>,
  owners: ReadonlyMap<string, string>,
): string {
  const { id, identifier } = name;
  const found = identifier
    ? owners.get(identifier.key)
    : id !== null && ids.has(id)
      ? id
      : undefined;
  if (found === undefined) throw notFound(kind, name);
  return found;
}

function knownEntity(
  kind: EntityKind,
  { path, id, identifiers, soleNumber }: EntityInput,
  ids: ReadonlySet<string>,
  owners: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, string>,
): string | null {
  if (id !== null)
    return existingEntity(kind, { path: `${path}/id`, id, identifier: null }, ids, owners);
  for (const { key } of identifiers) {
    const owner = owners.get(key);
    if (owner !== undefined) return owner;
  }
  return soleNumber === null ? null : (numbers.get(soleNumber) ?? null);
}

function conflict(kind: EntityKind, path: string, owner: string): CodedError {
  const required = `an identifier of the same ${kind.toLowerCase()}, or of none`;
  const came = `one that names ${owner}`;
  return new CodedError('CONFLICT', `${path} must be ${required}; ${came} came`, {
    path,
    required,
    came,
  });
}

function ownParent({ path }: EntityName): CodedError {
  const required = 'another course than the one that is part of it';
  const message = `${path} must be ${required}; the course itself came`;
  return new CodedError('BAD_USER_INPUT', message, { path, required, came: 'the course itself' });
}
