import { decoded } from './json-scan';
import type { Rules } from './rules';
import { secretSpans } from './secret-spans';
import { replaceSpans } from './span';

/** A text without the secrets that it holds; the same text where it holds none. */
export function redactString(text: string, rules: Rules): string {
  return replaceSpans(text, secretSpans(text, rules));
}

/** The same for a text as JSON writes it, with its quotes: what stays is written as it was. */
export function redactLexeme(lexeme: string, rules: Rules): string {
  const spans = secretSpans(decoded(lexeme), rules);
  if (spans.length === 0) return lexeme;
  const offsets = writtenOffsets(lexeme);
  return replaceSpans(
    lexeme,
    spans.map(({ start, end, replacement }) => ({
      start: offsets(start),
      end: offsets(end),
      replacement,
    })),
  );
}

/** Where the character of a decoded text stands in its lexeme. */
function writtenOffsets(lexeme: string): (decodedOffset: number) => number {
  if (!lexeme.includes('\\')) return (offset) => offset + 1;
  const offsets: number[] = [];
  for (let at = 1; at < lexeme.length;) {
    offsets.push(at);
    if (lexeme[at] !== '\\') at++;
    else at += lexeme[at + 1] === 'u' ? 6 : 2;
  }
  return (offset) => offsets[offset] as number;
}
