import { ByteWindow } from './byte-window';
import { envelopeMember, memberValue } from './envelope-member';
import { openFrame } from './open-frame';
import type { CutterOptions, CutterState, EnvelopeHead, Frame, ObjectFrame, Piece } from './piece';
import { ValueScanner } from './value-scanner';

const NEWLINE = 0x0a;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;
const NOTHING = Buffer.alloc(0);

/** A step of the cutter: a piece, a step without one, or nothing that can be done before more bytes come. */
type Step = Piece | 'ON' | 'MORE';

/**
 * Cuts a text of any size into values of a bounded size, byte for byte, while it is read. A value within
 * the bound is one piece, as it came. A larger array, or envelope, is opened, and its elements are pieces.
 * Pure: bytes in, pieces out. From the state that a piece tells, another cutter can go on.
 */
export class PieceCutter {
  /** What came and is in no piece yet. */
  private readonly text: ByteWindow;
  /** How far the scanner has come. */
  private scanned = 0;
  private scanner: ValueScanner | null = null;
  /** Leave out the value that is being scanned. */
  private skipping = false;
  /** The key whose value comes next, in an object. */
  private key: string | null = null;
  private frames: readonly Frame[];
  private readonly byLine: boolean;

  constructor(
    private readonly options: CutterOptions,
    private readonly state: CutterState,
  ) {
    this.text = new ByteWindow(state.offset, state.line);
    this.frames = state.frames;
    this.byLine = state.layout === 'LINES';
  }

  /** Takes more of the text. Its pieces must all be asked for, one after the other. */
  *push(chunk: Buffer): Generator<Piece> {
    this.scanned -= this.text.add(chunk);
    for (;;) {
      const step = this.scanner === null ? this.open() : this.goOn(this.scanner);
      if (step === 'MORE') return;
      if (step !== 'ON') yield step;
    }
  }

  /** The pieces that are left when the text has ended. */
  *end(): Generator<Piece> {
    const whole = this.scanner?.mayEnd === true && !this.skipping && this.frames.length === 0;
    const left = this.text.bytes.length - this.text.at > 0 && this.scanner !== null;
    if (left && whole) yield this.piece('VALUE', this.text.bytes.length);
    else if (left || this.skipping || this.frames.length > 0) {
      yield this.piece('CUT_OFF', this.text.bytes.length);
    }
  }

  /** Answers HEAD_WANTED. */
  giveHead(head: EnvelopeHead): void {
    this.frames = this.frames.map((frame) =>
      frame.kind === 'OBJECT' ? { ...frame, head } : frame,
    );
  }

  /** Goes to the next value, into an object's data, or out of what ends. */
  private open(): Step {
    this.skipSpace();
    const code = this.text.bytes[this.text.at];
    if (code === undefined) return 'MORE';
    const frame = this.frames.at(-1);
    if (frame && this.byLine && code === NEWLINE) return this.breakOff(this.text.at);
    if (frame?.kind === 'OBJECT') return this.openMember(code, frame);
    if (frame && code === CLOSE_ARRAY) {
      this.consume(this.text.at + 1);
      this.frames = this.frames.slice(0, -1);
      return 'ON';
    }
    return this.begin(false);
  }

  private openMember(code: number, frame: ObjectFrame): Step {
    if (this.key === null)
      return code === CLOSE_OBJECT ? this.closeObject(frame) : this.begin(false);
    if (code === COLON) {
      this.consume(this.text.at + 1);
      return 'ON';
    }
    const member = envelopeMember(this.key);
    if (member !== 'DATA' || code !== OPEN_ARRAY || this.options.headOnly === true)
      return this.begin(member !== 'HEAD');
    this.key = null;
    this.consume(this.text.at + 1);
    const around = this.frames.slice(0, -1);
    this.frames = [...around, { ...frame, hasData: true }, { kind: 'ARRAY', isData: true }];
    return frame.head.sensor === undefined ? this.piece('HEAD_WANTED', this.text.at) : 'ON';
  }

  private closeObject({ head, hasData }: ObjectFrame): Step {
    this.consume(this.text.at + 1);
    this.frames = this.frames.slice(0, -1);
    if (this.options.headOnly === true) return { ...this.piece('HEAD', this.text.at), head };
    return hasData ? 'ON' : this.piece('TOO_LARGE', this.text.at);
  }

  private begin(skipping: boolean): 'ON' {
    const opened = this.frames.length > 0 ? 'LINE' : 'ONLY_LINE';
    this.scanner = new ValueScanner(this.byLine ? opened : 'NONE');
    this.scanned = this.text.at;
    this.skipping = skipping;
    return 'ON';
  }

  /** Goes on to the end of the value that has begun. */
  private goOn(scanner: ValueScanner): Step {
    const end = scanner.scan(this.text.bytes, this.scanned);
    this.scanned = end < 0 ? this.text.bytes.length : end;
    if (!this.skipping && this.scanned - this.text.at > this.options.maxBytes) return this.enter();
    if (this.skipping) this.consume(this.scanned);
    return end < 0 ? 'MORE' : this.finish(scanner, end);
  }

  /** The value is too large to be kept: goes into it where it may hold events, else leaves it out. */
  private enter(): 'ON' {
    const { at, bytes, offset } = this.text;
    const opened = openFrame(this.frames, bytes[at], offset + 1);
    if (opened === null) {
      this.skipping = true;
      return 'ON';
    }
    this.scanner = null;
    this.consume(at + 1);
    this.frames = [...this.frames, opened];
    this.scanned = this.text.at;
    return 'ON';
  }

  private finish(scanner: ValueScanner, end: number): Step {
    const frame = this.frames.at(-1);
    const { skipping, key } = this;
    if (scanner.isOpen) return this.breakOff(end);
    this.scanner = null;
    this.skipping = false;
    if (frame?.kind !== 'OBJECT') return this.piece(skipping ? 'TOO_LARGE' : 'VALUE', end);
    const { bytes, at } = this.text;
    const value = skipping ? null : memberValue(bytes.toString('utf8', at, end));
    this.consume(end);
    if (key === null) {
      this.key = typeof value === 'string' ? value : '';
      return 'ON';
    }
    this.key = null;
    if (envelopeMember(key) === 'HEAD') {
      const head = { ...frame.head, [key]: value };
      this.frames = [...this.frames.slice(0, -1), { ...frame, head }];
    }
    return 'ON';
  }

  /** The line has ended inside of something. */
  private breakOff(end: number): Piece {
    const cut = this.piece('CUT_OFF', end);
    this.scanner = null;
    this.skipping = false;
    this.key = null;
    this.frames = [];
    return { ...cut, after: { ...cut.after, frames: [] } };
  }

  /** Passes white space and, inside of something, the commas between values. */
  private skipSpace(): void {
    const isInside = this.frames.length > 0;
    const newline = isInside && this.byLine ? 'ends' : 'among';
    this.consume(this.text.spaceEnd(isInside ? 'among' : 'apart', newline));
  }

  private piece(kind: Piece['kind'], end: number): Piece {
    const { skipping } = this;
    const { line } = this.text;
    const kept = kind === 'VALUE' || (kind === 'CUT_OFF' && !skipping);
    const bytes = kept ? this.text.trimmed(end) : NOTHING;
    this.consume(end);
    const { frames } = this;
    const envelope = frames.at(-2);
    const head = envelope?.kind === 'OBJECT' ? envelope.head : null;
    const { offset, line: next } = this.text;
    const after = { layout: this.state.layout, offset, line: next, frames };
    return { kind, bytes, line, head, after };
  }

  private consume(end: number): void {
    this.text.consume(end);
    this.scanned = Math.max(this.scanned, end);
  }
}
