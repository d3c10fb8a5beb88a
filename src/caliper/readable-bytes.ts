import { isUtf8 } from 'node:buffer';

/** Bytes of the text that stands for a body which is no UTF-8: twice as many fit into a row. */
const MAX_READABLE = 8 * 1024 * 1024;

/**
 * Bytes that are no UTF-8 as a text that people can read and that has all of them: each byte that belongs to
 * no character stands as `\x` and two hexadecimal digits, and a `\x` that came so has its backslash written
 * as `\x5c`. JSON knows no such escape: only behind one more backslash can this text be JSON.
 * @returns the text, and the offset of the first such byte; null where the text would be longer than 8 MB.
 */
export function readableBytes(bytes: Buffer): { text: string; invalidAt: number } | null {
  const pieces: string[] = [];
  let invalidAt = -1;
  let length = 0;
  let kept = 0;
  const keep = (end: number): void => {
    const piece = bytes.toString('utf8', kept, end).replaceAll('\\x', '\\x5cx');
    pieces.push(piece);
    length += piece.length;
  };
  for (let at = 0; at < bytes.length;) {
    const size = characterAt(bytes, at);
    if (size > 0) {
      at += size;
      continue;
    }
    keep(at);
    pieces.push(`\\x${(bytes[at] as number).toString(16)}`);
    length += 4;
    if (invalidAt < 0) invalidAt = at;
    at += 1;
    kept = at;
    if (length > MAX_READABLE) return null;
  }
  keep(bytes.length);
  return length > MAX_READABLE ? null : { text: pieces.join(''), invalidAt };
}

/** How many bytes the character at this place takes (RFC 3629); 0 where none begins. */
function characterAt(bytes: Buffer, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  return size > 0 && isUtf8(bytes.subarray(at, at + size)) ? size : 0;
}
