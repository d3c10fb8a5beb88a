const NEWLINE = 0x0a;
const COMMA = 0x2c;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** What of a text has come and is not done with, and where in the text that is. */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  /** Of the first byte that is not done with. */
  at = 0;

  /** @param offset of the first byte to come, from the start of the text. @param line of it, from 1. */
  constructor(
    public offset: number,
    public line: number,
  ) {}

  /** Takes more of the text, and forgets what is done with. @returns by how much every place in `bytes` moved. */
  add(chunk: Buffer): number {
    const moved = this.at;
    const rest = this.bytes.subarray(moved);
    this.bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    this.at = 0;
    return moved;
  }

  /** Is done with everything before `end`. */
  consume(end: number): void {
    const passed = this.bytes.subarray(this.at, end);
    for (let at = passed.indexOf(NEWLINE); at >= 0; at = passed.indexOf(NEWLINE, at + 1))
      this.line++;
    this.offset += passed.length;
    this.at = end;
  }

  /**
   * Where white space from here on ends; commas count as white space where they are `among`. At a newline
   * where that `ends` it. A byte order mark at the start of the text is passed too.
   */
  spaceEnd(comma: 'among' | 'apart', newline: 'among' | 'ends'): number {
    let { at } = this;
    if (this.offset === 0 && this.bytes.subarray(0, 3).equals(BOM)) at = 3;
    for (; at < this.bytes.length; at++) {
      const code = this.bytes[at] as number;
      if (code > 0x20 && !(code === COMMA && comma === 'among')) break;
      if (code === NEWLINE && newline === 'ends') break;
    }
    return at;
  }

  /** What is not done with before `end`, without white space at its end. */
  trimmed(end: number): Buffer {
    let last = end;
    while (last > this.at && (this.bytes[last - 1] as number) <= 0x20) last--;
    return this.bytes.subarray(this.at, last);
  }
}
