import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What an id that others gave may look like: it goes into logs and answers as it is. */
const VALID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/;

/** The id that the caller gave in `X-Request-Id`, where it is one; else a new one. */
export function requestId(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && VALID.test(given) ? given : randomUUID();
}
