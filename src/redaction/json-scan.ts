import type { JsonPath } from './path-rules';

/*
 * A scanner for text that JSON.parse takes: it looks for the ends of values and checks nothing. Linear, no
 * recursion. Offsets are in UTF-16 units.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Is shown each value, with where it stands. The path is changed afterwards: copy what is to be kept.
 * @returns the offset to go on at: `start` to look into an array or object, else the value's end.
 */
export type VisitValue = (path: JsonPath, start: number) => number;

/** Shows every value of a text, in its order. @param text JSON that JSON.parse takes. */
export function scanJson(text: string, visit: VisitValue): void {
  const path: (string | number)[] = [];
  let at = skipSpace(text, 0);
  at = pass(text, at, visit(path, at), path);
  while (path.length > 0) {
    at = skipSpace(text, at);
    const code = text.charCodeAt(at);
    const last = path.length - 1;
    if (code === 0x7d || code === 0x5d) {
      path.pop();
      at++;
      continue;
    }
    const step = path[last];
    if (code === 0x2c) {
      if (typeof step === 'number') path[last] = step + 1;
      at = skipSpace(text, at + 1);
    }
    if (typeof step === 'string') {
      const end = stringEnd(text, at);
      path[last] = decoded(text.slice(at, end));
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    at = pass(text, at, visit(path, at), path);
  }
}

/** Goes into an array or object, or past what has been dealt with. */
function pass(text: string, start: number, next: number, path: (string | number)[]): number {
  if (next !== start) return next;
  const code = text.charCodeAt(start);
  if (code !== 0x7b && code !== 0x5b) return valueEnd(text, start);
  path.push(code === 0x7b ? '' : 0);
  return start + 1;
}

/** What a string says. @param lexeme with its quotes. */
export function decoded(lexeme: string): string {
  return lexeme.includes('\\') ? (JSON.parse(lexeme) as string) : lexeme.slice(1, -1);
}

/** The offset after the value that starts at `start`. */
export function valueEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return stringEnd(text, start);
  let at = start;
  if (first !== 0x7b && first !== 0x5b) {
    while (at < text.length && !isDelimiter(text.charCodeAt(at))) at++;
    return at;
  }
  let depth = 0;
  do {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
      continue;
    }
    if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth--;
    at++;
  } while (depth > 0);
  return at;
}

/** The offset after the string that starts at `start`. */
export function stringEnd(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote + 1;
}

/** The offset of what comes after the white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

function isDelimiter(code: number): boolean {
  return code === 0x2c || code === 0x5d || code === 0x7d || code <= 0x20;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at--;
  return (quote - at) % 2 === 0;
}
