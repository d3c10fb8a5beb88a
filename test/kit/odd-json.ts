import { pick, type Random } from '../../bench/seeded-random';

const SPACES = ['', '', '', ' ', '\n', '\t', '\r\n', '  \n\t '];
const NUMBERS = [
  ...['9007199254740993', '-9007199254740993', '12345678901234567890123', '1.10', '1.0', '100'],
  ...[
    '1e400',
    '-1e400',
    '1E+2',
    '1e-400',
    '-0',
    '0',
    '-0.0',
    '0e0',
    '3.141592653589793238',
    '1.5e3',
  ],
];
const CHARACTERS = [
  ...[
    'a',
    'Z',
    '0',
    ' ',
    '/',
    'é',
    'e\u0301',
    'Ω',
    '漢',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\u0085',
    '\uffff',
  ],
  ...[
    '🎓',
    '👩‍🏫',
    '𝒳',
    '\u{10ffff}',
    '\\"',
    '\\\\',
    '\\/',
    '\\n',
    '\\b',
    '\\u0000',
    '\\u001F',
    '\\u00e9',
  ],
  ...[
    '\\ud83c\\udf93',
    '\\ud800',
    '\\udfff',
    '\\udc00\\ud800',
    '\\uD83D',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    "'",
  ],
];
const KEYS = [
  '""',
  '"a"',
  '"a"',
  '"\\u0061"',
  '"é"',
  '"🎓"',
  '"__proto__"',
  '"constructor"',
  '"1"',
  '"data"',
];

/**
 * Text of a JSON value that few programs write and every one must take: numbers that no double holds, the
 * same key twice, halves of surrogate pairs, white space of every kind.
 * @param depth levels that it may nest.
 */
export function oddJson(random: Random, depth: number): string {
  const space = () => pick(random, SPACES);
  const several = (make: () => string) =>
    Array.from({ length: Math.floor(random() * 4) }, () => `${space()}${make()}${space()}`);
  switch (Math.floor(random() * (depth > 1 ? 7 : 5))) {
    case 0:
    case 1:
      return pick(random, NUMBERS);
    case 2:
      return pick(random, ['true', 'false', 'null']);
    case 3:
    case 4:
      return oddString(random);
    case 5:
      return `[${several(() => oddJson(random, depth - 1)).join(',') || space()}]`;
    default:
      return `{${oddMembers(random, depth, several) || space()}}`;
  }
}

/** An event of these fields, among members that nobody knows. */
export function oddEvent(random: Random, fields: Readonly<Record<string, string>>): string {
  const space = () => pick(random, SPACES);
  const odd = Array.from(
    { length: 1 + Math.floor(random() * 4) },
    () => `${pick(random, KEYS)}${space()}:${space()}${oddJson(random, 12)}`,
  );
  const known = Object.entries(fields).map(
    ([name, value]) => `"${name}"${space()}:${space()}"${value}"`,
  );
  // What an event has twice counts as it came last.
  const early = random() < 0.2 ? ['"type": 7'] : [];
  const members = [...early, ...odd, ...known];
  return `{${members.map((member) => `${space()}${member}${space()}`).join(',')}}`;
}

function oddMembers(
  random: Random,
  depth: number,
  several: (make: () => string) => string[],
): string {
  return several(
    () =>
      `${random() < 0.5 ? pick(random, KEYS) : oddString(random)}${pick(random, SPACES)}:${oddJson(random, depth - 1)}`,
  ).join(',');
}

function oddString(random: Random): string {
  const length = Math.floor(random() * 8);
  return `"${Array.from({ length }, () => pick(random, CHARACTERS)).join('')}"`;
}
