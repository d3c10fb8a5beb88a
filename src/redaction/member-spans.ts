import type { KeyRules } from './key-rules';
import { JSON_MARKER, MARKER } from './marker';
import type { Span } from './span';

const LONGEST_KEY = 128;
const SEPARATOR = /[:=\uff1a]/g;
const QUOTE = /["'\u2018\u2019\u201c-\u201f]/;
const BARE = /[\w.-]/;
const SPACE = /\s/;
const BLANK = /[^\S\n]/;
/** Quotes that close one another. */
const FAMILIES = ['"', "'", '\u2018\u2019', '\u201c\u201d\u201e\u201f'] as const;
/** What JSON has besides texts, objects and arrays. */
const SCALAR = /[^\s,{}[\]"']+/y;
/** Nothing is hidden in these. */
const HARMLESS = /^(?:null|true|false)$/;

/** What kind of text is looked at. */
export type MemberText =
  /** Text that should have been JSON. */
  | 'BROKEN'
  /** A text that JSON holds: prose, or JSON once more. */
  | 'EMBEDDED';

/**
 * The values of secret members in text that may be broken anywhere: `"key" : value`, in quotes of any
 * kind, also escaped ones; in broken text also keys without quotes. Finds too much rather than too little: a value
 * whose end is missing goes to the end of the text. Quotes around a value stay. Linear.
 */
export function memberSpans(text: string, names: KeyRules, kind: MemberText): Span[] {
  const spans: Span[] = [];
  SEPARATOR.lastIndex = 0;
  for (let found = SEPARATOR.exec(text); found; found = SEPARATOR.exec(text)) {
    const key = keyBefore(text, found.index, kind);
    if (key === null || !names.match(key)) continue;
    const arrow = text[found.index + 1] === '>' ? 1 : 0;
    const span = valueSpan(text, skipSpace(text, found.index + 1 + arrow), kind);
    if (span === null) continue;
    spans.push(span);
    SEPARATOR.lastIndex = span.end;
  }
  return spans;
}

function keyBefore(text: string, separator: number, kind: MemberText): string | null {
  let end = separator;
  while (end > 0 && SPACE.test(text.charAt(end - 1))) end--;
  if (!QUOTE.test(text.charAt(end - 1))) return kind === 'BROKEN' ? bareKey(text, end) : null;
  end--;
  while (text.charAt(end - 1) === '\\') end--;
  let start = end;
  while (start > 0 && end - start < LONGEST_KEY && !QUOTE.test(text.charAt(start - 1))) start--;
  return unescaped(text.slice(start, end));
}

/** `{key: "value"}`: only where a member may begin, since in a sentence it is a word. */
function bareKey(text: string, end: number): string | null {
  let start = end;
  while (start > 0 && end - start < LONGEST_KEY && BARE.test(text.charAt(start - 1))) start--;
  let before = start;
  while (before > 0 && BLANK.test(text.charAt(before - 1))) before--;
  return start < end && (before === 0 || '{,\n'.includes(text.charAt(before - 1)))
    ? text.slice(start, end)
    : null;
}

/** `oauth\u005fsignature`, however often the text was escaped. */
function unescaped(key: string): string {
  return key.replace(/\\+u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

function valueSpan(text: string, at: number, kind: MemberText): Span | null {
  let start = at;
  while (text.charAt(start) === '\\') start++;
  const escapes = start - at;
  if (QUOTE.test(text.charAt(start))) {
    let end = closingQuote(text, start, escapes);
    while (escapes > 0 && text.charAt(end - 1) === '\\') end--;
    return end > start + 1 ? { start: start + 1, end, replacement: MARKER } : null;
  }
  const replacement = kind === 'BROKEN' ? JSON_MARKER : MARKER;
  if (text[start] === '{' || text[start] === '[') {
    return { start, end: bracketEnd(text, start), replacement };
  }
  SCALAR.lastIndex = start;
  const scalar = SCALAR.exec(text)?.[0] ?? '';
  if (scalar === '' || HARMLESS.test(scalar)) return null;
  return { start, end: start + scalar.length, replacement };
}

/**
 * The quote that closes the one at `start`, which stands behind `escapes` backslashes; or the end. One that
 * nothing follows which may follow a value is a part of it.
 */
function closingQuote(text: string, start: number, escapes: number): number {
  const family = familyOf(text.charAt(start));
  let backslashes = 0;
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') {
      backslashes++;
      continue;
    }
    const isFree = escapes === 0 ? backslashes % 2 === 0 : backslashes <= escapes;
    backslashes = 0;
    if (isFree && family.includes(char) && mayFollow(text, at + 1)) return at;
  }
  return text.length;
}

function familyOf(quote: string): string {
  return FAMILIES.find((family) => family.includes(quote)) as string;
}

/** After a value comes a comma, a bracket, the end, or (where a comma was forgotten) the next key. */
function mayFollow(text: string, at: number): boolean {
  const next = text.charAt(skipSpace(text, at));
  return next === '' || ',:}]\\'.includes(next) || QUOTE.test(next);
}

/** After the bracket that closes the one at `start`, brackets in quotes apart; or the end. */
function bracketEnd(text: string, start: number): number {
  let depth = 0;
  let backslashes = 0;
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    const escapes = backslashes;
    backslashes = char === '\\' ? backslashes + 1 : 0;
    if (char === '"') at = closingQuote(text, at, escapes);
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1;
  }
  return text.length;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text.charAt(at))) at++;
  return at;
}
