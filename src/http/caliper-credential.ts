import type { FastifyRequest } from 'fastify';
import { authorizationOf, LONGEST_CREDENTIAL, type ReadCredential } from './credential';

const UNREADABLE = '';
const SCHEME = /^(bearer|apikey|basic) +(\S+)$/i;
/** How the gateway's own keys begin: enough to tell a key from a user name. */
const KEY = /^leg_/;

/**
 * How Caliper senders show their key: `Bearer K`, `apikey K`, `Basic` with the key as user or as password,
 * `K` alone without a scheme (as PHP, Java, .NET, JavaScript and Blackboard send it), or as the last
 * segment of the path. A header decides where both are there.
 */
export const readCaliperKey: ReadCredential = (request) => {
  const header = authorizationOf(request)?.trim();
  if (!header) return keyOfPath(request);
  if (header.length > LONGEST_CREDENTIAL) return UNREADABLE;
  const [, scheme, shown = ''] = SCHEME.exec(header) ?? [];
  if (scheme?.toLowerCase() === 'basic') return ofBasic(shown);
  return scheme === undefined ? (/\s/.test(header) ? UNREADABLE : header) : shown;
};

function keyOfPath({ params }: FastifyRequest): string | null {
  const { key } = params as { readonly key?: string };
  return key || null;
}

/** RFC 7617: `user:password` in base64. */
function ofBasic(shown: string): string {
  const pair = Buffer.from(shown, 'base64').toString();
  const colon = pair.indexOf(':');
  const [user, password] = colon < 0 ? [pair, ''] : [pair.slice(0, colon), pair.slice(colon + 1)];
  return KEY.test(user) || password === '' ? user : password;
}
