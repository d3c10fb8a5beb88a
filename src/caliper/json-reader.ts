import {
  type Edit,
  type Fault,
  isForeignSpace,
  isJsonSpace,
  isSmartQuote,
  spaces,
} from './json-mend';
import { mendString, readString } from './json-string';

type State = 'VALUE' | 'FIRST_VALUE' | 'ELEMENT' | 'FIRST_KEY' | 'KEY' | 'COLON' | 'NEXT';

const EXPECTED: Readonly<Record<State, string>> = {
  VALUE: 'a value',
  FIRST_VALUE: "a value or ']'",
  ELEMENT: 'a value',
  FIRST_KEY: "a property name in double quotes or '}'",
  KEY: 'a property name in double quotes',
  COLON: "':'",
  NEXT: "','",
};
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Beyond this many edits a text is not worth the memory of mending it. */
const MAX_EDITS = 500_000;

/** What reading found: where it stopped, or null at the end, and what was mended on the way. */
export interface Reading {
  readonly fault: Fault | null;
  readonly edits: readonly Edit[];
}

/**
 * Reads a text by the grammar of RFC 8259: no recursion, linear time. With `mend` it goes on after
 * what can be repaired without a guess.
 */
export class JsonReader {
  private at = 0;
  private state: State = 'VALUE';
  private readonly open: string[] = [];
  private readonly edits: Edit[] = [];
  private comma = 0;
  /** The last character of the last token. */
  private last = '';

  constructor(
    private readonly text: string,
    private readonly mend: boolean,
  ) {}

  read(): Reading {
    let fault: Fault | null = null;
    while (fault === null) {
      this.skipSpace();
      if (this.at >= this.text.length) return { fault: this.end(), edits: this.edits };
      if (this.edits.length > MAX_EDITS) return { fault: this.fault('fewer faults'), edits: [] };
      fault = this.step(this.text[this.at] as string);
    }
    return { fault, edits: this.edits };
  }

  private step(char: string): Fault | null {
    switch (this.state) {
      case 'FIRST_KEY':
      case 'KEY':
        if (this.isQuote(char)) return this.string('COLON');
        return char === '}' && this.mayClose('FIRST_KEY') ? this.close() : this.fault();
      case 'COLON':
        return char === ':' ? this.take(char, 'VALUE') : this.fault();
      case 'NEXT':
        return this.next(char);
      default:
        return char === ']' && this.mayClose('FIRST_VALUE') ? this.close() : this.value(char);
    }
  }

  private value(char: string): Fault | null {
    if (char === '{' || char === '[') {
      this.open.push(char);
      return this.take(char, char === '{' ? 'FIRST_KEY' : 'FIRST_VALUE');
    }
    if (this.isQuote(char)) return this.string('NEXT');
    SCALAR.lastIndex = this.at;
    if (!SCALAR.test(this.text)) return this.fault();
    this.at = SCALAR.lastIndex;
    this.last = this.text[this.at - 1] as string;
    this.state = 'NEXT';
    return null;
  }

  private next(char: string): Fault | null {
    const inside = this.open.at(-1);
    if (inside === undefined) return this.fault('the end of the text');
    if (char === ',') {
      this.comma = this.at;
      return this.take(char, inside === '{' ? 'KEY' : 'ELEMENT');
    }
    if (char === (inside === '{' ? '}' : ']')) return this.close();
    const another = inside === '{' ? this.isQuote(char) : char === '{' && this.last === '}';
    if (!this.mend || !another) return this.fault();
    this.edits.push({ code: 'MISSING_COMMA', start: this.at, end: this.at, replacement: ',' });
    this.state = inside === '{' ? 'KEY' : 'ELEMENT';
    return null;
  }

  /** An empty object or array may close; one after a comma only when the comma may be taken away. */
  private mayClose(empty: State): boolean {
    if (this.state === empty) return true;
    if (!this.mend || (this.state !== 'KEY' && this.state !== 'ELEMENT')) return false;
    const { comma } = this;
    if (this.text[comma] !== ',' || this.last !== ',') return false;
    this.edits.push({ code: 'TRAILING_COMMA', start: comma, end: comma + 1, replacement: '' });
    return true;
  }

  private close(): null {
    this.open.pop();
    return this.take(this.text[this.at] as string, 'NEXT');
  }

  private end(): Fault | null {
    if (this.state === 'NEXT' && this.open.length === 0) return null;
    // A number at the end may have lost digits, and after a comma a member is missing: no repair.
    if (!this.mend || this.state !== 'NEXT' || /[0-9]/.test(this.last)) return this.fault();
    const start = this.text.length;
    const replacement = this.open.map((char) => (char === '{' ? '}' : ']')).reverse();
    this.edits.push({ code: 'UNCLOSED', start, end: start, replacement: replacement.join('') });
    return null;
  }

  private string(state: State): Fault | null {
    const found = this.mend ? mendString(this.text, this.at) : readString(this.text, this.at);
    if ('expected' in found) return found;
    for (const edit of found.edits) this.edits.push(edit);
    this.at = found.end;
    this.last = '"';
    this.state = state;
    return null;
  }

  private take(char: string, state: State): null {
    this.at++;
    this.last = char;
    this.state = state;
    return null;
  }

  /** Foreign white space is mended by the run, so that edits are as few as the text allows. */
  private skipSpace(): void {
    const start = this.at;
    let foreign = false;
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (isJsonSpace(code)) continue;
      if (!this.mend || !isForeignSpace(code)) break;
      foreign = true;
    }
    if (foreign) this.edits.push(spaces(this.text, start, this.at));
  }

  private isQuote(char: string): boolean {
    return char === '"' || (this.mend && isSmartQuote(char.charCodeAt(0)));
  }

  private fault(expected: string = EXPECTED[this.state]): Fault {
    const closing = this.state === 'NEXT' && this.open.at(-1) === '{' ? "',' or '}'" : "',' or ']'";
    return { offset: this.at, expected: expected === EXPECTED.NEXT ? closing : expected };
  }
}
