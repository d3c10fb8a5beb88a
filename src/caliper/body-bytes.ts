import { CodedError } from '../kernel/coded-error';
import { error } from '../kernel/problem';
import { utf8Text } from '../kernel/utf8';
import { type BodyLimits, type CaliperItem, readBodyText } from './body';
import { NO_ENVELOPE } from './envelope';
import { parsedJson } from './json-text';
import { readableBytes } from './readable-bytes';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads a body that came as bytes, which must be UTF-8 (RFC 8259 section 8.1); a byte order mark before it
 * belongs to no event and is left out. Bytes that are no UTF-8 are one UNREADABLE item with the problem
 * INVALID_ENCODING, in whose text every byte can still be seen.
 * @throws CodedError TOO_MANY_EVENTS as readBodyText does; INVALID_ENCODING where even that text would be
 * longer than can be kept.
 */
export function readBodyBytes(bytes: Buffer, limits: BodyLimits = {}): CaliperItem[] {
  const marked = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
  const whole = utf8Text(bytes, marked ? 3 : 0);
  if (whole !== null) return readBodyText(whole, limits);
  const required = 'UTF-8';
  const readable = readableBytes(bytes);
  if (!readable) {
    throw new CodedError(
      'INVALID_ENCODING',
      `the body must be ${required}; other bytes came, more than can be kept, and none was stored`,
      { path: '', required, came: `${bytes.length} bytes` },
    );
  }
  const { invalidAt } = readable;
  // Behind a backslash the text of a byte is an escape that JSON knows: `\\x80`.
  const isJson = parsedJson(readable.text) !== undefined;
  const text = limits.redact?.(readable.text, isJson) ?? readable.text;
  const came = `the byte 0x${(bytes[invalidAt] as number).toString(16)} at offset ${invalidAt}`;
  const message = `the body must be ${required}; ${came} is no part of a character`;
  const problems = [error('INVALID_ENCODING', '', message, { required, came, offset: invalidAt })];
  return [{ kind: 'UNREADABLE', index: 0, path: '', envelope: NO_ENVELOPE, text, problems }];
}

/**
 * True where at least one item is an event, or stands in an envelope that could be read: what else may be
 * wrong with it, the body is one of the four kinds that Caliper senders send.
 */
export function holdsCaliper(items: readonly CaliperItem[]): boolean {
  return items.some(({ kind, path }) => kind === 'EVENT' || path.includes('/data/'));
}
