import { CodedError } from '../kernel/coded-error';
import { type Clock, sqlNow } from '../kernel/clock';
import { derivedId } from '../kernel/id';
import { SCOPES } from '../kernel/principal';
import { keyIdOf, newKeyText, readKeyText } from './api-key-text';
import type { ApiKeyStore } from './api-key.store';

/**
 * Gives a tenant that has no key at all its first, with every scope. Its id follows from the tenant, so that
 * of two gateways that start at once one makes it, and the other finds it made.
 * @param given the text of a key that the operator made; null: a new one.
 * @returns the text of the key that was made; null where the tenant has one already.
 * @throws CodedError BAD_CONFIG for a given text that is no key.
 */
export async function bootstrapKey(
  store: ApiKeyStore,
  clock: Clock,
  tenantId: string,
  given: string | null = null,
): Promise<string | null> {
  const { id, text, secretHash } = given === null ? firstKey(tenantId) : givenKey(given);
  if (await store.hasAny(tenantId)) return null;
  const isOurs = await store.insert({
    ...{ tenantId, id, name: 'bootstrap', hash: secretHash },
    ...{ scopes: SCOPES, programs: null, sensors: null },
    ...{ createdAt: sqlNow(clock), createdBy: 'bootstrap' },
    ...{ expiresAt: null, revokedAt: null, lastUsedAt: null },
  });
  return isOurs ? text : null;
}

function firstKey(tenantId: string) {
  const id = derivedId('bootstrap-key', tenantId);
  return { id, ...newKeyText(id) };
}

function givenKey(text: string) {
  const shown = readKeyText(text);
  const id = shown && keyIdOf(shown.idText);
  if (!shown || id === null) {
    throw new CodedError(
      'BAD_CONFIG',
      'BOOTSTRAP_KEY must be on, off, or a key of the gateway: leg_ and 71 digits and letters, the last 6 of them right',
    );
  }
  return { id, text, secretHash: shown.secretHash };
}
