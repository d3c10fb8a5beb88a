const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;

/** Where a value stands in its text: offsets in UTF-16 units, half-open, without white space around. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/*
 * A cutter for text that JSON.parse has taken already: it looks for the ends of values and checks
 * nothing. Linear, no recursion.
 */

/** Where the text's one value begins. */
export function valueStart(text: string): number {
  return skipSpace(text, 0);
}

/** The span of the text's one value. */
export function cutValue(text: string): Span {
  const start = valueStart(text);
  return { start, end: valueEnd(text, start) };
}

/** The spans of an array's elements. */
export function cutArray(text: string, start: number): Span[] {
  const spans: Span[] = [];
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_ARRAY) {
    const end = valueEnd(text, at);
    spans.push({ start: at, end });
    at = afterComma(text, end);
  }
  return spans;
}

/**
 * The spans of the elements of the array that an object holds under `key`; null where it has the key
 * twice, since JSON.parse has seen only the last of the two.
 */
export function cutMemberArray(text: string, start: number, key: string): Span[] | null {
  const quoted = JSON.stringify(key);
  let found = -1;
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_OBJECT) {
    const keyEnd = stringEnd(text, at);
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (isKey(text, at, keyEnd, quoted, key)) {
      if (found >= 0) return null;
      found = value;
    }
    at = afterComma(text, valueEnd(text, value));
  }
  return found >= 0 && text.charCodeAt(found) === OPEN_ARRAY ? cutArray(text, found) : [];
}

/** The span of the value that an object holds under `key`, the last one where it has the key twice; null without it. */
export function cutMember(text: string, start: number, key: string): Span | null {
  const quoted = JSON.stringify(key);
  let found: Span | null = null;
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_OBJECT) {
    const keyEnd = stringEnd(text, at);
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = valueEnd(text, value);
    if (isKey(text, at, keyEnd, quoted, key)) found = { start: value, end };
    at = afterComma(text, end);
  }
  return found;
}

function isKey(text: string, at: number, end: number, quoted: string, key: string): boolean {
  if (end - at === quoted.length) return text.startsWith(quoted, at);
  // `"d\u0061ta"` is the same key.
  const lexeme = text.slice(at, end);
  return end - at < 6 * quoted.length && lexeme.includes('\\') && JSON.parse(lexeme) === key;
}

function afterComma(text: string, end: number): number {
  const at = skipSpace(text, end);
  return text.charCodeAt(at) === COMMA ? skipSpace(text, at + 1) : at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

function valueEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return stringEnd(text, start);
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) return scalarEnd(text, start);
  let depth = 1;
  let at = start + 1;
  while (depth > 0) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
      continue;
    }
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth++;
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth--;
    at++;
  }
  return at;
}

function stringEnd(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at--;
  return (quote - at) % 2 === 0;
}

function scalarEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === CLOSE_ARRAY || code === CLOSE_OBJECT || code <= 0x20) break;
    at++;
  }
  return at;
}
