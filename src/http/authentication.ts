import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CodedError } from '../kernel/coded-error';
import type { Principal } from '../kernel/principal';
import { readBearer, type ReadCredential } from './credential';

declare module 'fastify' {
  interface FastifyRequest {
    /** On whose behalf the request runs; absent on routes whose `credential` is null. */
    principal: Principal;
  }
  interface FastifyContextConfig {
    /** How the route's requests show who they are: by default `Authorization: Bearer`. Null: they need not. */
    credential?: ReadCredential | null;
  }
}

/**
 * Says on whose behalf a request runs.
 * @param credential the bare key or token; null where none was shown.
 * @param request headers with names in lower case; the address that it came from.
 * @throws CodedError UNAUTHENTICATED, RATE_LIMITED, or UNAVAILABLE.
 */
export type Authenticate = (
  credential: string | null,
  request: { readonly headers: IncomingHttpHeaders; readonly ip: string },
) => Principal | Promise<Principal>;

/** A key of ours, wherever it stands in a URL, and the parameters in which others carry tokens. */
const SHOWN_IN_URL = /leg_[A-Za-z0-9_-]{20}|[?&](?:access_token|api_?key|token)=/i;

/**
 * Authenticates every request of every route, before its body is read, unless the route's config says
 * `credential: null`. A route that is added needs a credential until it says otherwise.
 */
export function authenticateRequests(fastify: FastifyInstance, authenticate: Authenticate): void {
  fastify.decorateRequest('principal');
  fastify.addHook('onRequest', async (request) => {
    if (isOpen(request)) return;
    refuseKeyInUrl(request.url);
    const read = request.routeOptions.config.credential ?? readBearer;
    request.principal = await authenticate(read(request), request);
  });
}

/** Nothing stands behind an unknown path, nor behind the question what a path would take. */
function isOpen(request: FastifyRequest): boolean {
  return (
    request.routeOptions.config.credential === null || request.is404 || request.method === 'OPTIONS'
  );
}

/** URLs are kept by proxies, histories and logs; a key that was in one must be taken for known. */
function refuseKeyInUrl(url: string): void {
  const from = url.indexOf('?');
  if (from < 0 || !SHOWN_IN_URL.test(url.slice(from))) return;
  throw new CodedError(
    'BAD_REQUEST',
    'a credential was required in the header Authorization: Bearer; it came in the URL, where others can read it: revoke it',
  );
}
