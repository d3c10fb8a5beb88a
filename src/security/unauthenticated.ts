import { CodedError } from '../kernel/coded-error';

/**
 * The one answer to everybody who is not known: it does not tell an unknown key from one that was revoked or
 * has expired, a forged token from a stale one.
 */
export function unauthenticated(): CodedError {
  return new CodedError(
    'UNAUTHENTICATED',
    'a key or token that is good now was required; none came, or another',
  );
}
