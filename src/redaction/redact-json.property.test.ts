import fc from 'fast-check';
import { MARKER } from './marker';
import { DEFAULT_REDACTION, Redaction } from './redaction';

const redaction = new Redaction(DEFAULT_REDACTION);

/** JSON text in pieces: what must stay as it is, and what must be the marker afterwards. */
type Piece = string | { readonly secret: string };

const space = fc.constantFrom('', ' ', '\n', '\t  ', '\r\n');
const letter = (char: string) =>
  fc.constantFrom(
    char,
    char.toUpperCase(),
    `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const written = (name: string) =>
  fc.tuple(...name.split('').map(letter)).map((chars) => chars.join(''));
const secretKey = fc
  .constantFrom(
    'oauth_signature',
    'oauth_nonce',
    'oauth_consumer_key',
    'accesstoken',
    'password',
    'bb:api-key',
  )
  .chain(written);
const harmlessKey = fc.constantFrom(
  'id',
  'type',
  'name',
  'toolTokens',
  'tokenCount',
  'keywords',
  'é"'.slice(0, 1),
  'a\\"b',
  '__proto__',
  '',
);
const harmless = fc.oneof(
  fc.constantFrom('1.10', '9007199254740993', '-1e400', 'true', 'null', '""', '{}', '[ ]', '0'),
  fc.constantFrom(
    '"\\u00e9\\n"',
    '"a\\\\"',
    '"\\\\\\"}],{["',
    '"\\ud83d\\ude00"',
    '"lone \\ud800"',
    '"https:\\/\\/a.example\\/b?page=2"',
  ),
  fc
    .string({ maxLength: 12 })
    .filter((text) => !/[=@:]|eyJ/.test(text))
    .map((text) => JSON.stringify(text)),
);
const secretValue = fc.oneof(
  fc.constantFrom(
    '171815513849839',
    '1e999',
    '{"a":["}",{"b":"\\""}]}',
    '[1,"]"]',
    '"a\\\\"',
    '"\\"}"',
  ),
  fc.string({ minLength: 1, maxLength: 20 }).map((text) => JSON.stringify(text)),
);

const { value } = fc.letrec<{ value: Piece[]; member: Piece[] }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    harmless.map((text) => [text]),
    fc
      .array(fc.tuple(space, tie('value'), space), { maxLength: 4 })
      .map((items) => joined('[', items, ']')),
    fc
      .array(fc.tuple(space, tie('member'), space), { maxLength: 5 })
      .map((items) => joined('{', items, '}')),
  ),
  member: fc.oneof(
    fc
      .tuple(harmlessKey, space, space, tie('value'))
      .map(([key, a, b, held]): Piece[] => [`"${key}"${a}:${b}`, ...held]),
    fc
      .tuple(secretKey, space, space, secretValue)
      .map(([key, a, b, secret]): Piece[] => [`"${key}"${a}:${b}`, { secret }]),
  ),
}));

function joined(open: string, items: readonly [string, Piece[], string][], close: string): Piece[] {
  return [
    open,
    ...items.flatMap(([before, held, after], at) => [at > 0 ? ',' : '', before, ...held, after]),
    close,
  ];
}

const textOf = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.secret)).join('');
const keptOf = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : `"${MARKER}"`)).join('');

describe('what Redaction does to any JSON', () => {
  it('puts the marker in the place of each secret, and leaves every other character', () => {
    fc.assert(
      fc.property(value, (pieces) => {
        expect(redaction.text(textOf(pieces))).toBe(keptOf(pieces));
      }),
      { numRuns: 2000 },
    );
  });

  it('says the same of a value that came parsed as of its text', () => {
    fc.assert(
      fc.property(value, (pieces) => {
        const parsed: unknown = JSON.parse(JSON.stringify(JSON.parse(textOf(pieces))));
        const again: unknown = JSON.parse(redaction.text(JSON.stringify(parsed)));
        expect(JSON.stringify(redaction.value(parsed))).toBe(JSON.stringify(again));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves no secret in text that was cut off, or lost any one character', () => {
    const planted = fc.tuple(value, fc.constantFrom(...SHAPES), fc.nat(), fc.boolean());
    fc.assert(
      fc.property(planted, ([pieces, shape, at, cut]) => {
        const text = `[${textOf(pieces)},${shape},${textOf(pieces)}`;
        const place = at % text.length;
        const inShape = /CANARY_SECRET_\w+|"?oauth_nonce"? *[:=] *"?|access_token=/.exec(
          text,
        ) as RegExpExecArray;
        const [from, to] = [inShape.index, inShape.index + inShape[0].length];
        fc.pre(place < from || place >= to);
        const broken = cut
          ? text.slice(0, Math.max(to, place))
          : text.slice(0, place) + text.slice(place + 1);
        expect(redaction.text(broken)).not.toContain('CANARY');
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['names', '"token":'.repeat(200_000)],
    ['assignments', 'a='.repeat(500_000)],
    ['secret assignments', 'sig='.repeat(200_000)],
    ['encoded assignments', '%3D'.repeat(300_000)],
    ['encoded secret assignments', 'sig%3Da%26'.repeat(100_000)],
    ['quotes', '"'.repeat(1_000_000)],
    ['colons', ':'.repeat(1_000_000)],
    ['spaces before a colon', `"token"${' '.repeat(1_000_000)}:`],
    ['backslashes', `"${'\\'.repeat(1_000_000)}`],
    ['token beginnings', 'eyJ'.repeat(300_000)],
    ['token segments', 'eyJaaaa.'.repeat(100_000)],
    ['users', '://a:'.repeat(200_000)],
    ['users with escapes', '://a:\\u00e4'.repeat(100_000)],
    ['one long user', `://${'a:'.repeat(500_000)}`],
    ['ats', '@'.repeat(1_000_000)],
    ['schemes', 'bearer '.repeat(150_000)],
    ['brackets', `{"token":${'['.repeat(1_000_000)}`],
    ['nesting', `${'['.repeat(300_000)}"token=1"${']'.repeat(300_000)}`],
    ['nested objects', `${'[{"a":'.repeat(150_000)}"token=1"${'}]'.repeat(150_000)}`],
    ['keys of a record', `{"${'a'.repeat(1_000_000)}":1,"token":1}`],
    ['dots and spaces in a key', `{"${'. '.repeat(500_000)}":1,"token":1}`],
  ])('takes no longer than its length for a megabyte of %s', (_, text) => {
    const begun = process.cpuUsage().user;
    redaction.text(text);
    redaction.value([text]);
    expect(process.cpuUsage().user - begun).toBeLessThan(5_000_000);
  });

  it.each([
    ['bearer', 'bearer '],
    ['basic', 'basic '],
    ['a parameter', 'sig='],
    ['an encoded parameter', 'sig%3D'],
    ['a key', 'leg_'],
    ['a token', 'eyJabcd.eyJh.'],
    ['a user', 'https://a:'],
  ])('takes a body’s length of what looks like %s', (_, begin) => {
    const text = `${begin}${'a'.repeat(20_000_000)}${begin.startsWith('https') ? '@b' : ''}`;
    expect(redaction.text(text).length).toBeLessThan(
      begin === 'basic ' ? Infinity : begin.length + 20,
    );
  });
});

const SHAPES = [
  '{"oauth_nonce":"CANARY_SECRET_a"}',
  '{"oauth_nonce" : "CANARY_SECRET_b", "x": 1}',
  '{oauth_nonce: "CANARY_SECRET_c"}',
  '"https://a.example/b?access_token=CANARY_SECRET_d&x=1"',
];
