import type { Json } from '../kernel/json';
import { error, type Problem } from '../kernel/problem';
import { locateError } from './repair';

/** What a text says, or MALFORMED_JSON with the place where it stops being JSON (RFC 8259). */
export function readJsonText(text: string): {
  readonly value: Json;
  readonly problems: Problem[];
} {
  const value = parsedJson(text);
  if (value !== undefined) return { value, problems: [] };
  const found = locateError(text) ?? { line: 1, column: 1, offset: 0, message: 'no JSON' };
  const { message, ...place } = found;
  return { value: null, problems: [error('MALFORMED_JSON', '', message, place)] };
}

/** What a text says; undefined where it is no JSON. */
export function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
