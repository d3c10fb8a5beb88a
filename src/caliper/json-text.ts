import type { Json } from '../kernel/json';
import { error, type Problem } from '../kernel/problem';
import { locateError } from './repair';

/** What a text says, or MALFORMED_JSON with the place where it stops being JSON (RFC 8259). */
export function readJsonText(text: string): {
  readonly value: Json;
  readonly problems: Problem[];
} {
  try {
    return { value: JSON.parse(text) as Json, problems: [] };
  } catch {
    const found = locateError(text) ?? { line: 1, column: 1, offset: 0, message: 'no JSON' };
    const { message, ...place } = found;
    return { value: null, problems: [error('MALFORMED_JSON', '', message, place)] };
  }
}
