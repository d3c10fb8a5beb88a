import { CodedError } from '../kernel/coded-error';

/** More events in one request than it may have. */
export function tooManyEvents(came: number, required: number): CodedError {
  const message = `at most ${required} events were allowed in one request; ${came} came, and no more are stored`;
  return new CodedError('TOO_MANY_EVENTS', message, { path: '', required, came });
}
