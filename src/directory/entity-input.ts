import { isId } from '../kernel/id';
import type { EntityKind } from '../kernel/roster';
import { checkedName } from './checked-identifier';
import { checkedList, inputError } from './checked-input';
import type { IdentifierSlot } from './roster-batch';
import type { IdentifierInput } from './types/identifier.input';

/** Most persons, courses or memberships in one mutation. */
export const MAX_UPSERTS = 500;
/** Most identifiers that one input may name. */
export const MAX_IDENTIFIERS = 50;

/** A person or course that is there already, as an input names it. */
export interface EntityName {
  /** JSON pointer to the place in the arguments. */
  readonly path: string;
  readonly id: string | null;
  /** Null where the id is given. */
  readonly identifier: IdentifierSlot | null;
}

/** A person or course of a roster, checked. */
export interface EntityInput {
  /** JSON pointer to the input in the arguments: `/persons/3`. */
  readonly path: string;
  readonly id: string | null;
  /** The deciding one first; the places are those of the input. */
  readonly identifiers: readonly IdentifierSlot[];
  /** Becomes the entity's where nobody has it. */
  readonly whenFree: IdentifierSlot | null;
  /** The number of a course that is named by nothing else. */
  readonly soleNumber: string | null;
  /** By column; null says nothing. */
  readonly attributes: Readonly<Record<string, string | null>>;
  /** The course that it is part of. */
  readonly parent: EntityName | null;
}

/** The identifiers of an input. @throws CodedError, see checkedIdentifier, and TOO_MANY. */
export function checkedIdentifiers(
  kind: EntityKind,
  inputs: readonly IdentifierInput[] | null | undefined,
  path: string,
): IdentifierSlot[] {
  return checkedList(inputs ?? [], `${path}/identifiers`, MAX_IDENTIFIERS).map((input, at) =>
    checkedName(kind, input, `${path}/identifiers/${at}`),
  );
}

/** An entity that does not exist, where one was named. */
export function notFound(kind: EntityKind, { path, id }: EntityName): Error {
  const what = `a ${kind.toLowerCase()} that is known`;
  return inputError(
    'NOT_FOUND',
    path,
    what,
    id === null ? 'an unknown identifier' : 'an unknown id',
  );
}

/** The ids among names, without those that can't be one. */
export function idsOf(names: readonly { readonly id: string | null }[]): string[] {
  return [...new Set(names.flatMap(({ id }) => (id !== null && isId(id) ? [id] : [])))];
}
