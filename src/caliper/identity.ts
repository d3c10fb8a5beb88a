import { hash } from 'node:crypto';
import { digest } from '../kernel/id';
import type { Json, JsonObject } from '../kernel/json';
import { withExactNumbers } from '../kernel/exact-numbers';

/**
 * SHA-256 (43 characters of base64url) of what an event says: the same for the same event written by
 * another library, in another order of keys and with other white space; another where a number differs
 * that JSON.parse cannot tell apart.
 * @param value nests at most MAX_JSON_DEPTH deep: the reader of bodies has seen to that.
 * @param text the raw text that `value` was parsed from.
 */
export function contentHash(value: JsonObject, text: string): string {
  const exact = withExactNumbers(text);
  const content = canonical(exact === null ? value : (JSON.parse(exact) as Json));
  // A hash reads UTF-8, in which every lone surrogate is the same character.
  return hash('sha256', content.isWellFormed() ? content : JSON.stringify(content), 'base64url');
}

/**
 * What makes an event the same event: its sender and its id, or where it has no id that identifies it,
 * its sender and its content.
 */
export function eventIdentity(
  sensor: string | null,
  sourceId: string | null,
  contentDigest: string,
): string {
  return sourceId === null
    ? digest('content', sensor ?? '', contentDigest)
    : digest('id', sensor ?? '', sourceId);
}

/** Strings by their length, so that nothing needs an escape and no two values are written alike. */
function canonical(value: Json): string {
  if (typeof value === 'string') return `"${value.length}:${value}`;
  if (typeof value !== 'object' || value === null) return `${value};`;
  if (Array.isArray(value)) {
    let written = '[';
    for (const item of value) written += canonical(item);
    return `${written}]`;
  }
  let written = '{';
  for (const key of sorted(Object.keys(value))) {
    written += `${key.length}:${key}${canonical(value[key] as Json)}`;
  }
  return `${written}}`;
}

/** Objects of events have few keys, where insertion costs a third of Array.prototype.sort. */
function sorted(keys: string[]): string[] {
  if (keys.length > 24) return keys.sort();
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at] as string;
    let to = at;
    for (; to > 0 && (keys[to - 1] as string) > key; to--) keys[to] = keys[to - 1] as string;
    keys[to] = key;
  }
  return keys;
}
