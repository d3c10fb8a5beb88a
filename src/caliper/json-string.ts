import { type Edit, endsToken, type Fault, isSmartQuote } from './json-mend';

/** A string of a JSON text: where it ends, and what must be done for JSON.parse to take it. */
export interface ReadString {
  /** After the closing quote. */
  readonly end: number;
  readonly edits: readonly Edit[];
}

const QUOTE = 0x22;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const AN_ESCAPE = 'an escape: one of "\\/bfnrt, or u and four hex digits';
const SHORT_ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
]);

/** Reads the string that starts at `start` by RFC 8259 section 7. */
export function readString(text: string, start: number): ReadString | Fault {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { end: at + 1, edits: [] };
    if (code < 0x20) return { offset: at, expected: 'an escape for the control character' };
    if (code === 0x5c) {
      const next = escapeEnd(text, at);
      if (next < 0) return { offset: at, expected: AN_ESCAPE };
      at = next - 1;
    }
  }
  return unterminated(text);
}

/**
 * Reads a string that may be delimited by smart quotes and may hold raw line breaks and tabs. A smart
 * quote ends a string only where a colon, comma or bracket follows; where that leaves a doubt, it is a
 * fault. No part of the text is read more than twice.
 */
export function mendString(text: string, start: number): ReadString | Fault {
  const smartStart = isSmartQuote(text.charCodeAt(start));
  const edits: Edit[] = smartStart ? [straight(start)] : [];
  let smartEnd: ReadString | null = null;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const sound = endsToken(text, at + 1);
      if (smartStart && !sound) return { offset: at, expected: 'one kind of quotation mark' };
      return sound || smartEnd === null ? { end: at + 1, edits } : smartEnd;
    }
    if (isSmartQuote(code)) {
      if (endsToken(text, at + 1)) {
        smartEnd ??= { end: at + 1, edits: [...edits, straight(at)] };
        if (smartStart) return smartEnd;
      } else if (smartStart) return { offset: at, expected: 'one kind of quotation mark' };
    } else if (code < 0x20) {
      edits.push(escaped(at, code));
    } else if (code === 0x5c) {
      const next = escapeEnd(text, at);
      if (next < 0) return smartEnd ?? { offset: at, expected: AN_ESCAPE };
      at = next - 1;
    }
  }
  return smartEnd ?? unterminated(text);
}

function straight(at: number): Edit {
  return { code: 'SMART_QUOTE', start: at, end: at + 1, replacement: '"' };
}

function escaped(at: number, code: number): Edit {
  const replacement = SHORT_ESCAPES.get(code) ?? `\\u${code.toString(16).padStart(4, '0')}`;
  return { code: 'RAW_CONTROL_CHARACTER', start: at, end: at + 1, replacement };
}

/** The offset after the escape at `at`, or -1. */
function escapeEnd(text: string, at: number): number {
  ESCAPE.lastIndex = at;
  return ESCAPE.test(text) ? ESCAPE.lastIndex : -1;
}

function unterminated(text: string): Fault {
  return { offset: text.length, expected: 'the closing quotation mark of a string' };
}
