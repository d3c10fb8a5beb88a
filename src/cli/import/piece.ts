import type { Json } from '../../kernel/json';

/** How a text holds its values: one a line, or one after the other wherever they end. */
export type Layout = 'LINES' | 'VALUES';

/** The members of an envelope besides its data, as far as they have been read. */
export interface EnvelopeHead {
  readonly sensor?: Json;
  readonly sendTime?: Json;
  readonly dataVersion?: Json;
}

/** An array or object that is too large to be read as a whole, and that the cutter stands in. */
export type Frame =
  | {
      readonly kind: 'ARRAY';
      /** True for the data of an envelope. */
      readonly isData: boolean;
    }
  | {
      readonly kind: 'OBJECT';
      /** Of its first member, in bytes from the start of the text. */
      readonly offset: number;
      readonly head: EnvelopeHead;
      readonly hasData: boolean;
    };

/** An envelope, or another object, that the cutter stands in. */
export type ObjectFrame = Extract<Frame, { kind: 'OBJECT' }>;

/** A place between two values: what is needed to go on from there. Plain JSON, so that a file can keep it. */
export interface CutterState {
  readonly layout: Layout;
  /** Bytes from the start of the text. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  readonly frames: readonly Frame[];
}

/** How a cutter works. */
export interface CutterOptions {
  /** Bytes that one value may have; a larger one is opened, and what it holds is cut out of it. */
  readonly maxBytes: number;
  /** Only look for the HEAD of the object that the state stands in. */
  readonly headOnly?: boolean;
}

/** What a text is cut into. */
export interface Piece {
  /**
   * VALUE: a value, or what stands where one should be. CUT_OFF: the beginning of a value whose end is
   * missing. TOO_LARGE: a value that was left out for its size. HEAD_WANTED: the data of an envelope come
   * before its sensor; `head` of the cutter is to be called before the next piece is asked for. HEAD: the
   * envelope that a cutter was asked to look through.
   */
  readonly kind: 'VALUE' | 'CUT_OFF' | 'TOO_LARGE' | 'HEAD_WANTED' | 'HEAD';
  /** As they came, without the white space around them; empty for all but the first two kinds. */
  readonly bytes: Buffer;
  /** Of its first byte, from 1. */
  readonly line: number;
  /** Of the envelope that it was cut out of; null where it has its own, or none. */
  readonly head: EnvelopeHead | null;
  /** Where to go on behind it. */
  readonly after: CutterState;
}

/** The beginning of a text. */
export function beginningOf(layout: Layout): CutterState {
  return { layout, offset: 0, line: 1, frames: [] };
}
