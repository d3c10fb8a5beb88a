import { isAscii, isUtf8 } from 'node:buffer';

/**
 * The text of bytes that are UTF-8; null where they are not. ASCII alone, which most JSON is, is copied and not
 * decoded.
 * @param from the byte to begin at.
 */
export function utf8Text(bytes: Buffer, from = 0): string | null {
  if (isAscii(bytes)) return bytes.toString('latin1', from);
  return isUtf8(bytes) ? bytes.toString('utf8', from) : null;
}
