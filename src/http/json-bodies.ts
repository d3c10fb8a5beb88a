import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CodedError } from '../kernel/coded-error';
import { utf8Text } from '../kernel/utf8';
import { ACCEPTED_CODINGS, inflate, isKnownCoding } from './inflate';

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/**
 * Reads JSON from bytes: UTF-8 without a byte order mark (RFC 8259 section 8.1), compressed or not. Of a name
 * that an object has twice the last counts, and every check sees that one: a body is parsed once. Keys such
 * as `__proto__` are data, kept and never merged: refusing them would cost an event its neighbours.
 * @param maxBodyBytes counted after the body is decompressed.
 */
export function readJsonBodies(fastify: FastifyInstance, maxBodyBytes: number): void {
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer', bodyLimit: maxBodyBytes },
    async (request: FastifyRequest, bytes: Buffer) => {
      const { 'content-type': type = '', 'content-encoding': coding } = request.headers;
      checkCharset(type);
      return readJson(await inflate(bytes, checkedCoding(coding), maxBodyBytes));
    },
  );
}

function checkCharset(type: string): void {
  const charset = CHARSET.exec(type)?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return;
  const message = 'the charset of a Content-Type must be utf-8';
  throw new CodedError('UNSUPPORTED_MEDIA_TYPE', message, { required: 'utf-8' });
}

function checkedCoding(header: string | undefined): string | undefined {
  const coding = header?.trim().toLowerCase();
  if (isKnownCoding(coding)) return coding;
  const required = `${ACCEPTED_CODINGS}, or none`;
  const message = `the Content-Encoding must be one of ${required}`;
  throw new CodedError('UNSUPPORTED_MEDIA_TYPE', message, { required });
}

function readJson(body: Buffer): unknown {
  const text = utf8Text(body);
  if (text === null) throw new CodedError('INVALID_ENCODING', 'a body must be UTF-8');
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) {
    throw new CodedError('INVALID_ENCODING', 'a body must begin without a byte order mark');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new CodedError('MALFORMED_JSON', 'a body must be JSON');
  }
}
