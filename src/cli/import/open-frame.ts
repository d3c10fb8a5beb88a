import type { Frame } from './piece';

const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;

/**
 * The frame of a value that is too large to be kept; null where it can hold no events, and is left out.
 * @param around what it stands in. @param first its first byte. @param offset of its first member.
 */
export function openFrame(
  around: readonly Frame[],
  first: number | undefined,
  offset: number,
): Frame | null {
  const frame = around.at(-1);
  const mayHold = frame === undefined || (frame.kind === 'ARRAY' && !frame.isData);
  if (!mayHold) return null;
  if (first === OPEN_ARRAY) return { kind: 'ARRAY', isData: false };
  return first === OPEN_OBJECT ? { kind: 'OBJECT', offset, head: {}, hasData: false } : null;
}
