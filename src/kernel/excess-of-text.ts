import type { Excess, JsonBounds } from './json';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const CLOSE_OBJECT = 0x7d;
const CLOSE_ARRAY = 0x5d;

/**
 * The bound that a large text passes first, keys apart; null: none, as for every text that is too short to. Looks
 * no further than that, and touches no object: an engine takes long over the first look at the keys of one
 * that has very many.
 * @param text JSON that JSON.parse takes.
 */
export function excessOfText(text: string, { depth, values }: JsonBounds): Excess | null {
  // A value has a character at least, and a comma or a bracket before it.
  if (text.length <= 2 * values) return null;
  let levels = 0;
  let held = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at);
    else if (code === COMMA) held++;
    else if (isOpening(code)) {
      levels++;
      if (levels > depth) return 'DEPTH';
      if (!isClosing(text, at + 1)) held++;
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) levels--;
    if (held > values) return 'VALUES';
  }
  return null;
}

/** Where the string that begins at `start` has its closing quote. */
function stringEnd(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at--;
  return (quote - at) % 2 === 0;
}

function isOpening(code: number): boolean {
  return code === 0x7b || code === 0x5b;
}

/** Whether the next character that is no white space closes an array or object. */
function isClosing(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at++;
  const code = text.charCodeAt(at);
  return code === CLOSE_OBJECT || code === CLOSE_ARRAY;
}
