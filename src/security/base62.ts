const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A number of `bits` bits as digits and letters, always as many as its largest needs. @param hex of the number. */
export function toBase62(hex: string, bits: number): string {
  let rest = BigInt(`0x${hex}`);
  let text = '';
  for (; rest > 0n; rest /= 62n) text = (DIGITS[Number(rest % 62n)] as string) + text;
  return text.padStart(base62Length(bits), '0');
}

/** The number behind digits and letters, as hex of `bits` bits; null where it has more, or the text another sign. */
export function fromBase62(text: string, bits: number): string | null {
  let number = 0n;
  for (const sign of text) {
    const digit = DIGITS.indexOf(sign);
    if (digit < 0) return null;
    number = number * 62n + BigInt(digit);
  }
  return number >> BigInt(bits) === 0n ? number.toString(16).padStart(bits / 4, '0') : null;
}

/** How many digits and letters hold `bits` bits. */
export function base62Length(bits: number): number {
  return Math.ceil(bits / Math.log2(62));
}
