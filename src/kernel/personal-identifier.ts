import type { IdentifierRef } from './roster';

/** Surrogate keys: what a system calls somebody within, which names them to nobody outside it. */
const SURROGATE = /^(?:https?|urn):[^@]*$/i;

/**
 * Whether an identifier of a person says by itself who that is: an address, a user name, what a publisher
 * calls a participant, any name that is not plainly a system's own key. Such a name is shown to, and looked
 * up by, only who may see personal data.
 */
export function isPersonalIdentifier({
  type,
  value,
}: Pick<IdentifierRef, 'type' | 'value'>): boolean {
  if (type === 'BB_USER_ID') return false;
  return type !== 'IRI' || !SURROGATE.test(value) || /%(?:25)*40/.test(value);
}
