import type { SqlValue } from './database';

/** Rows that go into one statement. */
export interface RowChunk {
  readonly rows: (readonly SqlValue[])[];
  /** `fixed` for the few sizes that are worth preparing. */
  readonly shape: 'fixed' | 'free';
}

const MOST_ROWS = 100;
/**
 * UTF-16 units of text in a statement. Each is at most 3 bytes, or 2 where it is escaped, so a statement
 * stays under the 16 MB (max_allowed_packet) that break the connection.
 */
const MOST_TEXT = 4 * 1024 * 1024;
const PREPARED_SIZES = new Set([1, 2, 5, 10, 20, 50, 100]);
/** So few values that every size is prepared: there are not many sizes of them. */
const FEW_VALUES = 600;

/** Cuts rows into statements: by a hundred, and earlier where their text grows too long; a longer row goes alone. */
export function rowChunks(rows: readonly (readonly SqlValue[])[]): RowChunk[] {
  const chunks: RowChunk[] = [];
  let start = 0;
  let length = 0;
  const close = (end: number): void => {
    if (end === start) return;
    const size = end - start;
    const isFew = size * (rows[start]?.length ?? 0) <= FEW_VALUES;
    const shape = isFew || PREPARED_SIZES.has(size) ? 'fixed' : 'free';
    chunks.push({ rows: rows.slice(start, end), shape });
    start = end;
    length = 0;
  };
  rows.forEach((row, at) => {
    const own = textLength(row);
    if (at - start === MOST_ROWS || length + own > MOST_TEXT) close(at);
    length += own;
  });
  close(rows.length);
  return chunks;
}

function textLength(row: readonly SqlValue[]): number {
  let length = 0;
  for (const value of row)
    if (typeof value === 'string' || Buffer.isBuffer(value)) length += value.length;
  return length;
}
