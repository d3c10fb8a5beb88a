/** What JSON.parse can return. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The bound on nesting: MariaDB's JSON functions refuse 32 levels, and JSON.stringify overflows near 5,000. */
export const MAX_JSON_DEPTH = 30;

/** True for `{…}`, false for arrays, null and everything else. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True when the value nests deeper than `limit`; looks no further than that. `{}` has a depth of 1. */
export function deeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (deeperThan(item, limit - 1)) return true;
    return false;
  }
  for (const key in value) if (deeperThan((value as JsonObject)[key], limit - 1)) return true;
  return false;
}

/** One token of a JSON pointer (RFC 6901 section 3). */
export function pointerToken(key: string | number): string {
  return typeof key === 'number' ? String(key) : key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * The text with each half of a surrogate pair written as its escape: JSON says the same by it, and no
 * database can hold the half itself, which would come back as U+FFFD.
 */
export function withEscapedSurrogates(text: string): string {
  if (text.isWellFormed()) return text;
  return text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}
