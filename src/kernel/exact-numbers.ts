/** A number that has more digits than a double holds for sure, or an exponent; cheap, and right too often. */
const SUSPECT = /[:[,]\s*-?(?:\d[\d.]{15}|[\d.]*\d[eE])/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What 17 significant digits say, a double says too: libraries differ only in how they print it. */
const ROUND_TRIP_DIGITS = 17;

/**
 * A JSON text in which every number that JSON.parse would change (9007199254740993, 1e400) stands as a
 * text of its own digits, marked by U+0000; null when there is none. Linear.
 * @param text JSON that JSON.parse takes.
 */
export function withExactNumbers(text: string): string | null {
  if (!SUSPECT.test(text)) return null;
  let pieces = '';
  let kept = 0;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = stringEnd(text, at);
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      NUMBER.lastIndex = at;
      const lexeme = (NUMBER.exec(text) as RegExpExecArray)[0];
      if (!survives(lexeme)) {
        pieces += `${text.slice(kept, at)}"\\u0000${decimal(lexeme)}"`;
        kept = at + lexeme.length;
      }
      at += lexeme.length;
    } else at++;
  }
  return kept === 0 ? null : pieces + text.slice(kept);
}

function survives(lexeme: string): boolean {
  if (lexeme.length < 16 && !/[eE]/.test(lexeme)) return true;
  const value = Number(lexeme);
  if (!Number.isFinite(value)) return false;
  const sent = decimal(lexeme);
  if (sent === decimal(String(value))) return true;
  const [digits, exponent] = sent.split('e') as [string, string];
  return Number(exponent) < 0 && value !== 0 && digits.replace('-', '').length <= ROUND_TRIP_DIGITS;
}

/** A number as its significant digits and a power of ten, the same for 100, 1e2 and 100.0. */
function decimal(lexeme: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(lexeme) as RegExpExecArray;
  const all = trimZeros(whole + fraction);
  if (all.digits === '') return '0e0';
  // Reading a BigInt costs more than linear time: so long an exponent is kept as it came.
  if (power.length > 40) return `${sign}${whole}.${fraction}E${power}`;
  const exponent = BigInt(power);
  return `${sign}${all.digits}e${exponent - BigInt(fraction.length) + BigInt(all.dropped)}`;
}

function trimZeros(digits: string): { digits: string; dropped: number } {
  let start = 0;
  let end = digits.length;
  while (start < end && digits.charCodeAt(start) === 0x30) start++;
  while (end > start && digits.charCodeAt(end - 1) === 0x30) end--;
  return { digits: digits.slice(start, end), dropped: digits.length - end };
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  for (; text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
  return at + 1;
}
