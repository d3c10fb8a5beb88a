import { MAX_NAME } from '../kernel/roster';
import { identifierSlot } from './checked-identifier';
import { checkedList, checkedText, inputError } from './checked-input';
import { checkedIdentifiers, type EntityInput, MAX_UPSERTS } from './entity-input';
import type { PersonInput } from './types/person.input';

/**
 * The persons of a roster mutation, checked as far as that goes without the directory.
 * @throws CodedError REQUIRED, TOO_LONG, TOO_MANY, INVALID_CHARACTER, BAD_USER_INPUT, with the path of the first fault.
 */
export function checkedPersons(inputs: readonly PersonInput[]): EntityInput[] {
  return checkedList(inputs, '/persons', MAX_UPSERTS).map((input, at) => {
    const path = `/persons/${at}`;
    const identifiers = checkedIdentifiers('PERSON', input.identifiers, path);
    const id = input.id ?? null;
    if (id === null && identifiers.length === 0) {
      throw inputError('REQUIRED', path, 'named by an id or an identifier', 'neither');
    }
    const email = checkedText(input.email, `${path}/email`, MAX_NAME);
    return {
      path,
      id,
      identifiers,
      whenFree:
        email === null
          ? null
          : identifierSlot('PERSON', { type: 'EMAIL', system: '', value: email }),
      soleNumber: null,
      attributes: {
        name: checkedText(input.name, `${path}/name`, MAX_NAME),
        given_name: checkedText(input.givenName, `${path}/givenName`, MAX_NAME),
        family_name: checkedText(input.familyName, `${path}/familyName`, MAX_NAME),
        email,
      },
      parent: null,
    };
  });
}
