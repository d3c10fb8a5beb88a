import fc from 'fast-check';
import { locateError, suggestRepair } from './repair';

const refuses = (text: string) => {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
};
const mended = (text: string) => {
  const repair = suggestRepair(text);
  return repair && { value: JSON.parse(repair.text), codes: repair.fixes.map(({ code }) => code) };
};

describe('locateError', () => {
  test.each([
    ['{"a":1,\n "b" 2}', 2, 6, 13, "Expected ':'; '2}' came"],
    ['', 1, 1, 0, 'Expected a value; the end of the text came'],
    ['{"a":[1,2', 1, 10, 9, "Expected ',' or ']'; the end of the text came"],
    ['{"a":\u00a01}', 1, 6, 5, 'Expected a value; U+00A0 came'],
    ['\ufeff{}', 1, 1, 0, 'Expected a value; U+FEFF came'],
    ['{"a":1} x', 1, 9, 8, "Expected the end of the text; 'x' came"],
    ['{"a":"x\ny"}', 1, 8, 7, 'Expected an escape for the control character; U+000A came'],
  ])('says of %j where it fails and why', (text, line, column, offset, message) => {
    expect(locateError(text)).toEqual({ line, column, offset, message });
  });

  test('agrees with JSON.parse on which texts are JSON', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"',
        '\\',
        '\\u00e9',
        '1',
        '-',
        '0',
        '01',
        '1.5',
        '.',
      ],
      ...['e3', 'true', 'null', 'nul', ' ', '\n', '\u00a0', '\ufeff', '“', '”', '\t', 'x', "'"],
    );
    const broken = fc
      .tuple(fc.json(), fc.nat(), piece)
      .map(
        ([text, at, bit]) => text.slice(0, at % text.length) + bit + text.slice(at % text.length),
      );
    const pieces = fc.array(piece, { maxLength: 12 }).map((bits) => bits.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken, pieces), (text) => {
        expect(locateError(text) !== null).toBe(refuses(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('shows no more than 50 characters of the text', () => {
    const found = locateError(`{"a": ${'secret'.repeat(50)}`);
    expect(found?.message.length).toBeLessThan(80);
  });

  test('reads a million open brackets without recursion', () => {
    expect(locateError('['.repeat(1_000_000))?.offset).toBe(1_000_000);
  });
});

describe('suggestRepair', () => {
  test('offers nothing for what is JSON already', () => {
    expect(suggestRepair('{"a": [1, "“quoted”, text"]}')).toBeNull();
  });

  test('replaces no-break spaces between tokens and keeps those in strings', () => {
    expect(mended('{\u00a0\u00a0"a":\u2003"x\u00a0y" }')).toEqual({
      value: { a: 'x\u00a0y' },
      codes: ['FOREIGN_WHITESPACE', 'FOREIGN_WHITESPACE'],
    });
  });

  test('folds a thousand of one kind into one entry that says how many', () => {
    const repair = suggestRepair(`{\n${'\u00a0 '.repeat(1000)}"a": 1}`);
    expect(repair?.fixes).toEqual([
      {
        code: 'FOREIGN_WHITESPACE',
        message: expect.stringContaining('U+00A0: '),
        line: 2,
        column: 1,
        offset: 2,
      },
    ]);
    expect(repair?.fixes[0]?.message).toContain('1000 times');
  });

  test('takes a byte order mark away', () => {
    expect(mended('\ufeff{"a":1}')?.value).toEqual({ a: 1 });
  });

  test('inserts the comma that is missing before a repeated member', () => {
    const text = '{"federatedSession": null\n "federatedSession": null}';
    expect(mended(text)).toEqual({ value: { federatedSession: null }, codes: ['MISSING_COMMA'] });
    expect(suggestRepair(text)?.fixes[0]).toMatchObject({ line: 2, column: 2, offset: 27 });
  });

  test('inserts the comma between two objects of an array', () => {
    expect(mended('[{"a":1}\n{"b":2}]')?.value).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test('straightens smart quotes around strings, also where only one end is smart', () => {
    expect(mended('{“a” : “b” \u00a0\n, "c": "d"}')?.value).toEqual({ a: 'b', c: 'd' });
    expect(mended('{“a”: “b”, "c”: "d", “e": ”f"}')).toEqual({
      value: { a: 'b', c: 'd', e: 'f' },
      codes: ['SMART_QUOTE'],
    });
  });

  test('leaves smart quotes in a string alone', () => {
    const text = '{"a": "he said “no”, twice",}';
    expect(mended(text)).toEqual({
      value: { a: 'he said “no”, twice' },
      codes: ['TRAILING_COMMA'],
    });
  });

  test('takes trailing commas away', () => {
    expect(mended('{"a":[1,2, ],}')).toEqual({ value: { a: [1, 2] }, codes: ['TRAILING_COMMA'] });
  });

  test('escapes raw line breaks and tabs in strings', () => {
    expect(mended('{"a":"x\r\n\ty\u0001"}')).toEqual({
      value: { a: 'x\r\n\ty\u0001' },
      codes: ['RAW_CONTROL_CHARACTER'],
    });
  });

  test('closes what the end of the text cut off between members, and says so', () => {
    expect(mended('{"data":[{"a":{"b":"c"}')).toEqual({
      value: { data: [{ a: { b: 'c' } }] },
      codes: ['UNCLOSED'],
    });
  });

  test.each([
    ['a number that may have lost digits', '{"a":12'],
    ['a member that is missing', '{"a":"b",'],
    ['a value that is missing', '{"a":'],
    ['a string that does not end', '{"a":"b'],
    ['prose between two documents', '[{"a":1},\nBack to top\n{"a":2}]'],
    ['two commas', '[1,,2]'],
    ['a comma and nothing', '[,]'],
    ['a bracket of the other kind', '{"a":1]'],
    ['single quotes', "{'a':1}"],
    ['an unknown escape', '{"a":"\\x"}'],
    ['a missing colon', '{"a" 1}'],
    ['two numbers without a comma', '[1 2]'],
    ['text after the value', '{} {}'],
    ['smart quotes that leave a doubt', '{“a”: “he said “no” twice”}'],
  ])('does not guess at %s', (_what, text) => {
    expect(suggestRepair(text)).toBeNull();
  });

  test('what it offers is JSON, and offers no more', () => {
    const piece = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"a"', '“b”', '"', '”', '1', 'true', ' ', '\u00a0', '\n'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const repair = suggestRepair(pieces.join(''));
        if (repair === null) return;
        expect(refuses(repair.text)).toBe(false);
        expect(suggestRepair(repair.text)).toBeNull();
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['no-break spaces', '\u00a0 '.repeat(500_000)],
    ['smart quotes', `"${'” '.repeat(500_000)}`],
    ['smart quotes that could end', `"${'”,'.repeat(300_000)}`],
    ['quotes', '"“'.repeat(300_000)],
    ['brackets', '[{"a":'.repeat(100_000)],
    ['raw tabs', `["${'\t'.repeat(600_000)}"]`],
    ['backslashes', `["${'\\'.repeat(600_001)}"]`],
  ])('takes linear time for a megabyte of %s', (_what, text) => {
    const started = performance.now();
    suggestRepair(text);
    locateError(text);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
