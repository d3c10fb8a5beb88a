/** A stretch of a text that is a secret: offsets in UTF-16 units, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** What takes its place. */
  readonly replacement: string;
}

/** The text with each span replaced; of spans that overlap, by the replacement of the first. */
export function replaceSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let pieces = '';
  let kept = 0;
  for (const { start, end, replacement } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start >= kept) pieces += text.slice(kept, start) + replacement;
    kept = Math.max(kept, end);
  }
  return pieces + text.slice(kept);
}
