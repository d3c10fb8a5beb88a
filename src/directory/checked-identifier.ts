import { type EntityKind, type IdentifierRef, MAX_IDENTIFIER } from '../kernel/roster';
import { namesOneThing } from '../kernel/shared-iri';
import { checkedOptional, checkedText, inputError } from './checked-input';
import { identifierKey } from './identifier-key';
import { TYPES_OF_KIND } from './identifier-types';
import type { IdentifierSlot } from './roster-batch';
import type { IdentifierInput } from './types/identifier.input';

/**
 * An identifier that a client wrote, for a person or a course.
 * @throws CodedError REQUIRED, TOO_LONG, INVALID_CHARACTER, or BAD_USER_INPUT for a type of the other kind
 *   or a system where none may be.
 */
export function checkedIdentifier(
  kind: EntityKind,
  input: IdentifierInput,
  path: string,
): IdentifierSlot {
  const { type } = input;
  if (!TYPES_OF_KIND[kind].includes(type)) {
    const required = `one of ${TYPES_OF_KIND[kind].join(', ')} for a ${kind.toLowerCase()}`;
    throw inputError('BAD_USER_INPUT', `${path}/type`, required, type);
  }
  const system = checkedOptional(input.system ?? '', `${path}/system`, MAX_IDENTIFIER);
  if (type === 'EMAIL' && system !== '') {
    throw inputError('BAD_USER_INPUT', `${path}/system`, 'empty for EMAIL', 'a system');
  }
  if (type === 'PARTICIPANT_ID' && system === '') {
    throw inputError('REQUIRED', `${path}/system`, 'the publisher’s program', 'an empty text');
  }
  const value = checkedText(input.value, `${path}/value`, MAX_IDENTIFIER);
  if (value === null) throw inputError('REQUIRED', `${path}/value`, 'an identifier', 'nothing');
  return identifierSlot(kind, { type, system, value });
}

/**
 * The same for an identifier that is to name somebody from now on.
 * @throws CodedError BAD_USER_INPUT besides, for an IRI that no event is ever joined by.
 */
export function checkedName(
  kind: EntityKind,
  input: IdentifierInput,
  path: string,
): IdentifierSlot {
  const slot = checkedIdentifier(kind, input, path);
  if (slot.ref.type === 'IRI' && !namesOneThing(slot.ref.value)) {
    const required = 'an IRI that names one thing: no blank node, and none that ends in /';
    throw inputError('BAD_USER_INPUT', `${path}/value`, required, 'another');
  }
  return slot;
}

/** An identifier with the key that it is stored under. */
export function identifierSlot(kind: EntityKind, ref: IdentifierRef): IdentifierSlot {
  return { key: identifierKey(kind, ref), kind, ref };
}
