/** The repairs that keep every character's meaning; see `suggestRepair`. */
export type FixCode =
  | 'FOREIGN_WHITESPACE'
  | 'SMART_QUOTE'
  | 'RAW_CONTROL_CHARACTER'
  | 'MISSING_COMMA'
  | 'TRAILING_COMMA'
  | 'UNCLOSED';

/** One replacement in a text: offsets in UTF-16 units, half-open. */
export interface Edit {
  readonly code: FixCode;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Where a text stops being JSON, and what would have gone on. */
export interface Fault {
  readonly offset: number;
  readonly expected: string;
}

/** True for the four characters that JSON has as white space (RFC 8259 section 2). */
export function isJsonSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** True for what people and editors take for white space, and JSON does not. */
export function isForeignSpace(code: number): boolean {
  if (code < 0x80) return code === 0x0b || code === 0x0c;
  if (code >= 0x2000 && code <= 0x200b) return true;
  return FOREIGN.has(code);
}

const FOREIGN: ReadonlySet<number> = new Set([
  0x85, 0xa0, 0x1680, 0x180e, 0x2028, 0x2029, 0x202f, 0x205f, 0x2060, 0x3000, 0xfeff,
]);

/** True for the double quotation marks that word processors put in the place of `"`. */
export function isSmartQuote(code: number): boolean {
  return code >= 0x201c && code <= 0x201f;
}

/** The offset of the first character at or after `at` that is no space of any kind. */
export function skipAnySpace(text: string, at: number): number {
  let next = at;
  while (next < text.length) {
    const code = text.charCodeAt(next);
    if (!isJsonSpace(code) && !isForeignSpace(code)) break;
    next++;
  }
  return next;
}

/** True where a string may have ended: a colon, comma, closing bracket or the end of the text is next. */
export function endsToken(text: string, at: number): boolean {
  const next = skipAnySpace(text, at);
  return next === text.length || ',:}]'.includes(text[next] as string);
}

/** The edit that turns a run of white space into white space that JSON knows. */
export function spaces(text: string, start: number, end: number): Edit {
  let replacement = '';
  for (let at = start; at < end; at++) {
    replacement += isForeignSpace(text.charCodeAt(at)) ? ' ' : text.charAt(at);
  }
  return { code: 'FOREIGN_WHITESPACE', start, end, replacement };
}
