import { promisify } from 'node:util';
import {
  brotliDecompress,
  gunzip,
  inflate as inflateZlib,
  inflateRaw,
  type ZlibOptions,
} from 'node:zlib';
import { CodedError } from '../kernel/coded-error';

type Inflate = (bytes: Buffer, options: ZlibOptions) => Promise<Buffer>;

const [fromGzip, fromZlib, fromRaw, fromBrotli] = [
  gunzip,
  inflateZlib,
  inflateRaw,
  brotliDecompress,
].map((decompress) => promisify(decompress) as Inflate) as [Inflate, Inflate, Inflate, Inflate];

/** `deflate` is zlib's format (RFC 9110 section 8.4.1.2), and some senders leave its header out. */
const fromDeflate: Inflate = (bytes, options) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 ? fromZlib(bytes, options) : fromRaw(bytes, options);

/** What a body may be compressed with: content codings of RFC 9110 section 8.4.1. */
const CODINGS: ReadonlyMap<string, Inflate> = new Map([
  ['gzip', fromGzip],
  ['x-gzip', fromGzip],
  ['deflate', fromDeflate],
  ['br', fromBrotli],
]);

/** The codings that are taken, as Accept-Encoding names them. */
export const ACCEPTED_CODINGS = 'gzip, deflate, br';

/** Whether a body of this Content-Encoding can be read. */
export function isKnownCoding(coding: string | undefined): boolean {
  return coding === undefined || coding === '' || coding === 'identity' || CODINGS.has(coding);
}

/**
 * A body without its compression. No more than `limit` bytes are ever made of it.
 * @throws CodedError PAYLOAD_TOO_LARGE, and BAD_REQUEST for bytes that were not compressed so.
 */
export async function inflate(
  bytes: Buffer,
  coding: string | undefined,
  limit: number,
): Promise<Buffer> {
  const decompress = CODINGS.get(coding ?? '');
  if (!decompress) return bytes;
  try {
    return await decompress(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    const required = `bytes that were compressed with ${coding}`;
    throw new CodedError('BAD_REQUEST', `the body must be ${required}; others came`, { required });
  }
}

function tooLarge(limit: number): CodedError {
  const required = `at most ${limit} bytes`;
  const message = `a request body must be ${required} once it is decompressed; nothing of it was stored`;
  return new CodedError('PAYLOAD_TOO_LARGE', message, { required });
}
