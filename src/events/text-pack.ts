import { deflateSync, inflateSync } from 'node:zlib';

/**
 * UTF-16 units of text in a pack, unless a single text has more: events of one call repeat each other, so
 * that four packed together take half the room of four by themselves, and one is read at a third of the
 * cost that it has in a pack of sixteen.
 */
const PACK_LENGTH = 16 * 1024;

/** The least that zlib does: what repeats is found at this level too, and a call is taken in sooner. */
const LEVEL = 1;

/** Bytes of room for what comes out of zlib, so that it is one piece most often, within reason. */
const roomFor = (bytes: number): number => Math.min(Math.max(bytes, 1024), 4 * PACK_LENGTH);

/** A text with the place of its item in the call that brought it. */
export interface PlacedText {
  readonly index: number;
  readonly text: string;
}

/** Decides which texts of each call are packed together: those that came one after the other. */
export class PackPlan {
  private readonly open = new Map<string, { pack: number; length: number }>();

  /** @param call the id of its receipt. @returns the number of the text's pack in that call, from 0. */
  place(call: string, { length }: string): number {
    const last = this.open.get(call);
    if (!last) {
      this.open.set(call, { pack: 0, length });
      return 0;
    }
    if (last.length + length > PACK_LENGTH) {
      last.pack += 1;
      last.length = 0;
    }
    last.length += length;
    return last.pack;
  }
}

/** What a pack holds once it is unpacked, and how many bytes that is. */
export interface Packed {
  readonly bytes: Buffer;
  readonly size: number;
}

/**
 * Packs texts: a line of `index:bytes` for each, then the texts in that order, each with a line end after
 * it; all of it in the form of MySQL's COMPRESS() (four bytes of length, the lowest first, then zlib's
 * stream, RFC 1950), so that an operator reads it by `SELECT UNCOMPRESS(packed_bytes)`.
 * Here, not on another thread: to wake one for each pack costs as much as the pack does.
 * @param texts at least one; without lone surrogates, which UTF-8 has not.
 */
export function packTexts(texts: readonly PlacedText[]): Packed {
  const head = texts.map(({ index, text }) => `${index}:${Buffer.byteLength(text)}`).join(' ');
  const content = Buffer.from(`${head}\n${texts.map(({ text }) => `${text}\n`).join('')}`);
  const stream = deflateSync(content, { level: LEVEL, chunkSize: roomFor(content.length >> 1) });
  const bytes = Buffer.allocUnsafe(4 + stream.length);
  bytes.writeUInt32LE(content.length);
  stream.copy(bytes, 4);
  return { bytes, size: content.length };
}

/** A pack that has been read. */
export class TextPack {
  private readonly content: Buffer;
  private readonly places = new Map<number, readonly [from: number, to: number]>();

  /** @throws Error when the bytes are no pack: they were damaged where they are stored. */
  constructor(packed: Buffer) {
    const length = packed.readUInt32LE();
    this.content = inflateSync(packed.subarray(4), {
      maxOutputLength: Math.max(1, length),
      chunkSize: roomFor(length + 1),
    });
    if (this.content.length !== length) {
      throw new Error(
        `a pack says ${length} bytes, and holds ${this.content.length}: it is damaged`,
      );
    }
    const end = this.content.indexOf(0x0a);
    let from = end + 1;
    for (const place of this.content.toString('latin1', 0, end).split(' ')) {
      const [index, bytes] = place.split(':').map(Number) as [number, number];
      this.places.set(index, [from, from + bytes]);
      from += bytes + 1;
    }
  }

  /** The text of the item at that place of its call, byte for byte; null when it is not in this pack. */
  textOf(index: number): string | null {
    const place = this.places.get(index);
    return place ? this.content.toString('utf8', ...place) : null;
  }
}
