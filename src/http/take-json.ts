import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../kernel/coded-error';
import { ACCEPTED_CODINGS, inflate, isKnownCoding } from './inflate';

/** What a door's bodies may be. */
export interface JsonBodies {
  /** Media types without parameters, in lower case. */
  readonly types: readonly string[];
  /** Bytes, counted after the body is decompressed. */
  readonly maxBodyBytes: number;
}

/**
 * Makes `request.body` of every POST below this scope the bytes that were sent, without their compression:
 * a door keeps what it takes byte for byte. What cannot be such a body is refused before it is read.
 */
export function takeJson(scope: FastifyInstance, { types, maxBodyBytes }: JsonBodies): void {
  scope.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST') return;
    requireType(request, reply, types);
    requireCoding(request, reply);
  });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: maxBodyBytes },
    (request: FastifyRequest, bytes: Buffer) => inflate(bytes, codingOf(request), maxBodyBytes),
  );
}

function codingOf({ headers }: FastifyRequest): string | undefined {
  return headers['content-encoding']?.trim().toLowerCase();
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)"?/i;

function requireType(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  types: readonly string[],
): void {
  const came = headers['content-type'] ?? '';
  const type = (came.split(';')[0] as string).trim().toLowerCase();
  const charset = CHARSET.exec(came)?.[1]?.toLowerCase() ?? 'utf-8';
  if (types.includes(type) && (charset === 'utf-8' || charset === 'utf8')) return;
  void reply.header('accept-post', types.join(', '));
  const required = `${types.join(' or ')}, in UTF-8`;
  const message = `the Content-Type must be ${required}`;
  throw new CodedError('UNSUPPORTED_MEDIA_TYPE', message, { required });
}

function requireCoding(request: FastifyRequest, reply: FastifyReply): void {
  if (isKnownCoding(codingOf(request))) return;
  void reply.header('accept-encoding', ACCEPTED_CODINGS);
  const required = `${ACCEPTED_CODINGS}, or none`;
  const message = `the Content-Encoding must be one of ${required}`;
  throw new CodedError('UNSUPPORTED_MEDIA_TYPE', message, { required });
}
