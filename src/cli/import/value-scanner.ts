const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/** What ends a value besides its own end. LINE: the end of the line. ONLY_LINE: that alone. */
export type LineRule = 'NONE' | 'LINE' | 'ONLY_LINE';

/**
 * Looks for the end of one JSON value in bytes that come in chunks. It counts brackets and strings, and
 * checks nothing else: whether the value is JSON is for a parser to say. A byte below 0x80 is always a
 * character of its own in UTF-8, so nothing is mistaken for a bracket.
 */
export class ValueScanner {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private isScalar = false;

  constructor(private readonly rule: LineRule) {}

  /**
   * Goes on from `from`, where it has come to.
   * @returns the offset behind the value, or -1 when the bytes end before it does.
   */
  scan(bytes: Buffer, from: number): number {
    if (this.rule === 'ONLY_LINE') return bytes.indexOf(NEWLINE, from);
    for (let at = from; at < bytes.length; at++) {
      const code = bytes[at] as number;
      if (code === NEWLINE && this.rule === 'LINE') return at;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (code === BACKSLASH) this.escaped = true;
        else if (code === QUOTE) {
          this.inString = false;
          if (this.depth === 0) return at + 1;
        }
        continue;
      }
      const end = this.outside(code, at);
      if (end >= 0) return end;
    }
    return -1;
  }

  /** True where the value is whole if the text ends here. */
  get mayEnd(): boolean {
    return this.rule === 'ONLY_LINE' || (this.isScalar && !this.isOpen);
  }

  /** True while a bracket or a string waits for its end. */
  get isOpen(): boolean {
    return this.depth > 0 || this.inString;
  }

  private outside(code: number, at: number): number {
    if (code === QUOTE) {
      this.inString = true;
    } else if (code === 0x7b || code === 0x5b) {
      if (this.isScalar) return at;
      this.depth++;
    } else if (code === 0x7d || code === 0x5d) {
      // One too many is a value of its own, which no parser takes.
      if (this.depth === 0) return this.isScalar ? at : at + 1;
      this.depth--;
      if (this.depth === 0) return at + 1;
    } else if (this.depth === 0) {
      if (code === COMMA) return this.isScalar ? at : at + 1;
      if (code <= 0x20) return at;
      this.isScalar = true;
    }
    return -1;
  }
}
