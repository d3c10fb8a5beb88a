import { scanJson, skipSpace, stringEnd, valueEnd } from './json-scan';
import { JSON_MARKER } from './marker';
import { redactLexeme } from './redact-string';
import type { Rules } from './rules';
import { replaceSpans, type Span } from './span';

/**
 * A JSON text in which the marker stands in the place of each secret. All other characters are as they came:
 * numbers, keys that come twice, escapes, white space. Null, true, false and what is empty stays: nothing is
 * hidden in it. One pass.
 * @param text JSON that JSON.parse takes.
 * @param mayHoldSecret whether an object's text may hold a secret: the events of a body are asked about one by one,
 *   so that one of them does not cost its neighbours a second look.
 */
export function redactJson(
  text: string,
  rules: Rules,
  mayHoldSecret: (object: string) => boolean = () => true,
): string {
  const spans: Span[] = [];
  // What stands in an object that was asked about is not asked about again: nesting must cost no more. Where paths
  // are configured nothing is passed over: one may name only what stands outside the object.
  let askedTo = rules.paths.none ? 0 : text.length;
  scanJson(text, (path, start) => {
    const key = path.at(-1);
    if (typeof key === 'number' && start >= askedTo && text[start] === '{') {
      askedTo = valueEnd(text, start);
      if (!mayHoldSecret(text.slice(start, askedTo))) return askedTo;
    }
    const isSecret =
      (typeof key === 'string' && rules.members.match(key)) || rules.paths.match(path);
    if (isSecret) {
      const end = valueEnd(text, start);
      if (!isEmpty(text, start)) spans.push({ start, end, replacement: JSON_MARKER });
      return end;
    }
    if (text[start] !== '"') return start;
    const end = stringEnd(text, start);
    const lexeme = text.slice(start, end);
    const redacted = redactLexeme(lexeme, rules);
    if (redacted !== lexeme) spans.push({ start, end, replacement: redacted });
    return end;
  });
  return replaceSpans(text, spans);
}

/** Whether a value cannot hold a secret. */
function isEmpty(text: string, start: number): boolean {
  switch (text[start]) {
    case 't':
    case 'f':
    case 'n':
      return true;
    case '"':
      return text[start + 1] === '"';
    case '{':
      return text[skipSpace(text, start + 1)] === '}';
    case '[':
      return text[skipSpace(text, start + 1)] === ']';
    default:
      return false;
  }
}
