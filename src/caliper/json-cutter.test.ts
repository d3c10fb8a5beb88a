import fc from 'fast-check';
import { readBodyText } from './body';
import { cutArray, cutMemberArray, cutValue, type Span } from './json-cutter';

/** JSON text as no library writes it: odd white space, escapes where none are needed, repeated keys. */
const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
const string = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\\"',
        '\\\\',
        '\\/',
        '\\u0022',
        '\\ud800',
        '\\n',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
      ),
      fc.stringMatching(/^[a-z é😀]$/u),
    ),
    { maxLength: 6 },
  )
  .map((parts) => `"${parts.join('')}"`);
const scalar = fc.oneof(
  string,
  fc.constantFrom('0', '-1.50', '1e400', '9007199254740993', 'true', 'false', 'null'),
);
const { json } = fc.letrec<{ json: string; list: string; object: string }>((tie) => ({
  json: fc.oneof({ depthSize: 'small' }, scalar, tie('list'), tie('object')),
  list: fc
    .tuple(space, fc.array(fc.tuple(space, tie('json'), space), { maxLength: 4 }))
    .map(([pad, items]) => `[${items.map((item) => item.join('')).join(',') || pad}]`),
  object: fc
    .tuple(
      space,
      fc.array(
        fc.tuple(space, fc.oneof(string, fc.constant('"data"')), space, tie('json'), space),
        {
          maxLength: 4,
        },
      ),
    )
    .map(
      ([pad, members]) =>
        `{${members.map(([a, key, b, value, c]) => `${a}${key}${b}:${value}${c}`).join(',') || pad}}`,
    ),
}));

const slices = (text: string, spans: readonly Span[]) =>
  spans.map(({ start, end }) => text.slice(start, end));

test('cuts every value and every element exactly, however the text is written', () => {
  fc.assert(
    fc.property(fc.array(json, { maxLength: 5 }), space, (items, pad) => {
      const text = `${pad}[${pad}${items.join(`${pad},${pad}`)}${pad}]${pad}`;
      const { start, end } = cutValue(text);
      expect(text.slice(start, end)).toBe(text.trim());
      expect(slices(text, cutArray(text, start))).toEqual(items.map((item) => item.trim()));
    }),
  );
});

test('each text of a body is a slice of it, and parses to the item’s value', () => {
  const event = fc
    .tuple(json, space)
    .map(([extra, pad]) => `{${pad}"eventTime":"x",${pad}"extra":${extra}${pad}}`);
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 4 }), json, (events, noise) => {
      const text = `{"noise":${noise}, "dat" : [${noise}],"sensor":"s","d\\u0061ta":[${events.join(' , ')} ] }`;
      const items = readBodyText(text, { maxDepth: 100 });
      expect(items.map((item) => item.text)).toEqual(events);
      for (const item of items) {
        if (item.kind === 'UNREADABLE') throw new Error('must be readable');
        expect(JSON.parse(item.text)).toEqual(item.value);
      }
    }),
  );
});

test('a repeated key is told, since JSON.parse has seen only the last of the two', () => {
  const text = '{"data":[1,2],"other":{"data":[9]},"data":[3]}';
  expect(cutMemberArray(text, 0, 'data')).toBeNull();
});

test('a key that only looks like the wanted one is another key', () => {
  const text = '{"data\\"":[1],"xdata":[2],"dat\\u0061":[3],"dat\\\\":[4]}';
  expect(slices(text, cutMemberArray(text, 0, 'data') ?? [])).toEqual(['3']);
});
