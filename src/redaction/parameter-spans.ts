import type { KeyRules } from './key-rules';
import { endOf } from './end-of';
import { MARKER } from './marker';
import type { Span } from './span';

/** `=`, or what it is inside a URL that is itself a parameter, however often it was encoded. */
const ASSIGNMENT = /=|%(?:25){0,4}3d|\\u003d/gi;
const LONGEST_NAME = 80;
/** Of a name, or of what it is encoded by. */
const NAME_CHARACTER = /[\w.[\]%\\-]/;
/** The end of an encoded delimiter or escape is no part of a name: `%3Ftoken`, `\u0026token`. */
const ENCODED_DELIMITER = /%(?:25){0,4}(?:3f|26|23|3b|20|22|2c|7b|0a)|\\u[0-9a-f]{4}|\\[nrt"/\\]/gi;
/** What ends a value. Looked for, since a value that is matched as a whole costs stack for each of its characters. */
const END = /[&#\s"'<>]|\\(?!\/|u(?!00(?:2[0236]|3[ce]))[0-9a-f]{4})/gi;
/** The same where the assignment is encoded, and what ends it too. */
const ENCODED_END = new RegExp(`${END.source}|%(?:25){0,4}(?:26|23|20|22)`, 'gi');

/**
 * The values of secret parameters in a text: a URL's query or fragment (RFC 3986 section 3.4), a form, a
 * cookie, or a URL inside one of those. The names stay.
 */
export function parameterSpans(text: string, names: KeyRules): Span[] {
  const spans: Span[] = [];
  ASSIGNMENT.lastIndex = 0;
  let last = 0;
  for (let found = ASSIGNMENT.exec(text); found; found = ASSIGNMENT.exec(text)) {
    const start = found.index + found[0].length;
    const name = nameBefore(text, found.index, last);
    last = start;
    if (!names.match(name)) continue;
    const end = endOf(text, start, found[0] === '=' ? END : ENCODED_END);
    if (end > start) spans.push({ start, end, replacement: MARKER });
    ASSIGNMENT.lastIndex = end;
  }
  return spans;
}

function nameBefore(text: string, end: number, last: number): string {
  const first = Math.max(last, end - LONGEST_NAME);
  let start = end;
  while (start > first && NAME_CHARACTER.test(text.charAt(start - 1))) start--;
  const name = text.slice(start, end);
  if (!/[%\\]/.test(name)) return name;
  return name
    .replace(ENCODED_DELIMITER, ' ')
    .replace(/^.* /, '')
    .replace(/%(?:25)*(?:5f|2d|2e)/gi, '_')
    .replace(/%(?:25)*5b/gi, '[')
    .replace(/%(?:25)*5d/gi, ']');
}
