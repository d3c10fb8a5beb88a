import { shown } from '../kernel/problem';
import { type Edit, type FixCode, isForeignSpace } from './json-mend';
import { JsonReader } from './json-reader';

/** A place in a text: 1-based line and column, 0-based offset, columns and offsets in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Where a text stops being JSON. */
export interface LocatedError extends Place {
  /** What was expected and what came; never more than 50 characters of the text. */
  readonly message: string;
}

/** One kind of repair: its first place, and in the message how often. */
export interface Fix extends Place {
  readonly code: FixCode;
  readonly message: string;
}

/** A text that JSON.parse takes, and how it differs from what came. */
export interface SuggestedRepair {
  readonly text: string;
  readonly fixes: readonly Fix[];
}

const DONE: Readonly<Record<FixCode, string>> = {
  FOREIGN_WHITESPACE: 'white space that JSON does not know, replaced by a space',
  SMART_QUOTE: 'a typographic quotation mark around a string, replaced by "',
  RAW_CONTROL_CHARACTER: 'a raw line break, tab or control character in a string, escaped',
  MISSING_COMMA: 'a comma was missing, inserted',
  TRAILING_COMMA: 'a comma before a closing bracket, taken away',
  UNCLOSED: 'the text ends too early, closing brackets added: what came after is not known',
};

/** Where and why JSON.parse refuses a text (RFC 8259); null for a text that it takes. Linear time. */
export function locateError(text: string): LocatedError | null {
  const { fault } = new JsonReader(text, false).read();
  if (fault === null) return null;
  const { offset, expected } = fault;
  const message = `Expected ${expected}; ${came(text, offset)} came`;
  return { ...placer(text)(offset), message };
}

/**
 * The same content as JSON, where a text fails only by foreign white space, typographic quotes, raw
 * line breaks in strings, a missing comma before a member, a comma too many, or closing brackets that
 * the end cut off. Nothing is guessed, reordered or left out.
 * @returns null when the text is JSON already, or when that does not suffice.
 */
export function suggestRepair(text: string): SuggestedRepair | null {
  const { fault, edits } = new JsonReader(text, true).read();
  if (fault !== null || edits.length === 0) return null;
  const repaired = applied(text, edits);
  return locateError(repaired) === null
    ? { text: repaired, fixes: foldedFixes(text, edits) }
    : null;
}

function applied(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let kept = 0;
  for (const { start, end, replacement } of inOrder(edits)) {
    pieces.push(text.slice(kept, start), replacement);
    kept = end;
  }
  pieces.push(text.slice(kept));
  return pieces.join('');
}

/** A comma is known to be one too many only after the white space behind it was read. */
function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((one, other) => one.start - other.start);
}

interface Kind {
  readonly code: FixCode;
  readonly name: string;
  readonly offset: number;
  count: number;
}

function foldedFixes(text: string, edits: readonly Edit[]): Fix[] {
  const kinds = new Map<string, Kind>();
  const add = (code: FixCode, name: string, offset: number) => {
    const kind = kinds.get(code + name);
    if (kind) kind.count++;
    else kinds.set(code + name, { code, name, offset, count: 1 });
  };
  for (const { code, start, end } of inOrder(edits)) {
    if (code !== 'FOREIGN_WHITESPACE') add(code, '', start);
    else {
      for (let at = start; at < end; at++) {
        if (isForeignSpace(text.charCodeAt(at))) add(code, `${codePoint(text, at)}: `, at);
      }
    }
  }
  const placeOf = placer(text);
  return [...kinds.values()].map(({ code, name, offset, count }) => ({
    code,
    message: `${name}${DONE[code]}${count > 1 ? `; ${count} times, first here` : ''}`,
    ...placeOf(offset),
  }));
}

/** Finds the places of offsets that it is asked for in ascending order: one pass in all. */
function placer(text: string): (offset: number) => Place {
  let line = 1;
  let lineStart = 0;
  let lineEnd = text.indexOf('\n');
  return (offset) => {
    for (; lineEnd >= 0 && lineEnd < offset; lineEnd = text.indexOf('\n', lineStart)) {
      line++;
      lineStart = lineEnd + 1;
    }
    return { line, column: offset - lineStart + 1, offset };
  };
}

function came(text: string, offset: number): string {
  if (offset >= text.length) return 'the end of the text';
  const code = text.charCodeAt(offset);
  if (code < 0x20 || isForeignSpace(code)) return codePoint(text, offset);
  return `'${shown(text.slice(offset, offset + 20).split('\n', 1)[0])}'`;
}

function codePoint(text: string, offset: number): string {
  return `U+${text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0')}`;
}
