import type { FastifyRequest } from 'fastify';
import { CodedError } from '../kernel/coded-error';

/**
 * How requests of a route show who they are: the bare key or token, or null where nothing is shown.
 * @throws CodedError BAD_REQUEST where it is shown in a way that nobody may rely on.
 */
export type ReadCredential = (request: FastifyRequest) => string | null;

const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** Longest credential that is looked at, in characters; a longer one is refused unread. */
export const LONGEST_CREDENTIAL = 8_192;

/** What is refused in place of a credential that cannot be one: it costs nobody a look-up. */
const UNREADABLE = '';

/** `Authorization: Bearer K`, and nothing else (RFC 6750 section 2.1). Another scheme shows no credential. */
export const readBearer: ReadCredential = (request) => {
  const shown = authorizationOf(request);
  if (shown === null) return null;
  if (shown.length > LONGEST_CREDENTIAL) return UNREADABLE;
  return BEARER.exec(shown)?.[1] ?? UNREADABLE;
};

/**
 * The one Authorization header of a request; null without one.
 * @throws CodedError BAD_REQUEST for several: the next in line may believe another of them than we do.
 */
export function authorizationOf({ raw, headers }: FastifyRequest): string | null {
  const names = raw.rawHeaders.filter(
    (name, at) => at % 2 === 0 && name.length === 13 && name.toLowerCase() === 'authorization',
  );
  if (names.length > 1) {
    const message = `one Authorization header was required; ${names.length} came`;
    throw new CodedError('BAD_REQUEST', message);
  }
  return headers.authorization ?? null;
}
