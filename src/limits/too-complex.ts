import { CodedError } from '../kernel/coded-error';

/** A document, or an operation with its variables, that is more than the gateway takes. */
export function tooComplex(what: string, most: number, came: number): CodedError {
  const required = `at most ${most} ${what}`;
  const told = came > 1e15 ? 'more than 10^15' : String(came);
  return new CodedError(
    'QUERY_TOO_COMPLEX',
    `a query may have ${required}; ${told} came. Ask for less, or in several requests`,
    { required, came: told },
  );
}
