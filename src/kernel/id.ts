import { hash, randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(10 * 512);
let used = pool.length;
let lastMillis = 0;
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562 section 5.7): sorts by creation time; within one process two ids never sort the
 * other way round, because rand_a counts up within a millisecond.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastMillis) {
    lastMillis = now;
    sequence = 0;
  } else if (++sequence > 0xfff) {
    lastMillis += 1;
    sequence = 0;
  }
  if (used + 8 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString('hex', used, used + 8);
  used += 8;
  const time = lastMillis.toString(16).padStart(12, '0');
  const variant = '89ab'[Number.parseInt(random[0] as string, 16) & 3] as string;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, '0')}-${variant}${random.slice(1, 4)}-${random.slice(4)}`;
}

/** SHA-256 of the parts, each preceded by its length so that ("ab","c") and ("a","bc") differ: 43 characters of base64url. */
export function digest(...parts: readonly string[]): string {
  return hash('sha256', framed(parts), 'base64url');
}

/** A UUIDv8 (RFC 9562 section 5.8) that is the same for the same parts, on every gateway. */
export function derivedId(...parts: readonly string[]): string {
  const hex = hash('sha256', framed(parts), 'hex');
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) & 3] as string;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for an id as this gateway writes it: a UUID in lower case. */
export function isId(value: string): boolean {
  return value.length === 36 && UUID.test(value);
}

function framed(parts: readonly string[]): string {
  return parts.length === 1
    ? (parts[0] as string)
    : parts.map((part) => `${part.length}:${part}`).join('');
}
