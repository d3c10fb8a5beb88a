const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Whether a text holds more members and elements than `limit`, at all levels together. Looks no further than
 * that, and touches no object: an engine takes long over the first look at the keys of one that has very many.
 * @param text JSON that JSON.parse takes.
 */
export function holdsMoreValues(text: string, limit: number): boolean {
  // Each has a character at least, and a comma or a bracket before it.
  if (text.length <= 2 * limit) return false;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at);
    else if (code === COMMA || (isOpening(code) && !isClosing(text, at + 1))) {
      values++;
      if (values > limit) return true;
    }
  }
  return false;
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

function isClosing(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at++;
  const code = text.charCodeAt(at);
  return code === 0x7d || code === 0x5d;
}
