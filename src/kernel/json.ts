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

/** How many members and elements one event may hold, at all its levels: a hundred times what the largest known do. */
export const MAX_JSON_VALUES = 20_000;
/** UTF-16 units of a key: as many as an IRI may have, which JSON-LD uses as one. */
const MAX_KEY = 2_048;

/** How large a value may be. */
export interface JsonBounds {
  /** Levels. */
  readonly depth: number;
  /** Members and elements, of all levels together. */
  readonly values: number;
}

/** The bound that a value passes, with what it is. */
export type Excess = 'DEPTH' | 'VALUES' | 'KEY';

/** The first bound that a value is found to pass, MAX_KEY among them; null: none. Looks no further than that. */
export function excessOf(value: unknown, { depth, values }: JsonBounds): Excess | null {
  return look(value, depth, { left: values });
}

function look(value: unknown, depth: number, values: { left: number }): Excess | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth === 0) return 'DEPTH';
  if (Array.isArray(value)) {
    values.left -= value.length;
    if (values.left < 0) return 'VALUES';
    for (const item of value) {
      const excess = look(item, depth - 1, values);
      if (excess) return excess;
    }
    return null;
  }
  for (const key in value) {
    values.left -= 1;
    if (values.left < 0) return 'VALUES';
    if (key.length > MAX_KEY) return 'KEY';
    const excess = look((value as JsonObject)[key], depth - 1, values);
    if (excess) return excess;
  }
  return null;
}

/** What is required of a value that passes a bound, and what it does instead: the two halves of a sentence. */
export function saidOfExcess(
  excess: Excess,
  { depth, values }: JsonBounds,
): { readonly required: string; readonly came: string } {
  switch (excess) {
    case 'DEPTH':
      return { required: `at most ${depth} levels`, came: 'more levels' };
    case 'VALUES':
      return { required: `at most ${values} members and elements`, came: 'more of them' };
    case 'KEY':
      return { required: `keys of at most ${MAX_KEY} characters`, came: 'a longer key' };
  }
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
