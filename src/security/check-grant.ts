import { CodedError } from '../kernel/coded-error';
import { holds, type Principal, requireScope } from '../kernel/principal';
import type { ApiKeyRights } from './api-key';

/**
 * Refuses a key that could do more than whoever makes it.
 * @throws CodedError FORBIDDEN.
 */
export function checkGrant(giver: Principal, rights: ApiKeyRights): void {
  requireAdmin(giver);
  const missing = rights.scopes.filter((scope) => !holds(giver, scope));
  if (missing.length > 0) {
    throw forbidden(`a key with ${missing.join(', ')} can be made only by whoever has it`);
  }
  for (const [own, given, what] of [
    [giver.programs, rights.programs, 'programs'],
    [giver.sensors, rights.sensors, 'sensors'],
  ] as const) {
    if (own !== null && !given?.every((name) => own.includes(name))) {
      throw forbidden(`a key must be bound to ${what} of the credential that makes it`);
    }
  }
}

/** Keys are the business of administrators. @throws CodedError FORBIDDEN. */
export function requireAdmin(principal: Principal): void {
  requireScope(principal, 'the business of API keys', ['admin']);
}

function forbidden(message: string): CodedError {
  return new CodedError('FORBIDDEN', message);
}
