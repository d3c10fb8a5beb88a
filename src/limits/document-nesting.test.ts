import { MAX_NESTING, nestsTooDeep } from './document-nesting';

const nested = (open: string, close: string, levels: number) =>
  open.repeat(levels) + close.repeat(levels);

describe('the brackets of a document', () => {
  it.each([
    ['selections', '{a', '}'],
    ['lists', '[', ']'],
    ['arguments and objects', 'a(b: {', '})'],
  ])('may nest to the bound, and no deeper: %s', (_what, open, close) => {
    const each = open.replace(/[^{[(]/g, '').length;
    expect(nestsTooDeep(nested(open, close, MAX_NESTING / each))).toBe(false);
    expect(nestsTooDeep(nested(open, close, MAX_NESTING / each + 1))).toBe(true);
  });

  it('are too deep also where none is closed', () =>
    expect(nestsTooDeep('{a'.repeat(MAX_NESTING + 1))).toBe(true));

  it('beside each other are not deep', () =>
    expect(nestsTooDeep('{a(b: [1])}'.repeat(1_000))).toBe(false));

  it.each([
    ['a string', `"${'{'.repeat(300)}"`],
    ['a string with a quotation mark', `"\\"${'{'.repeat(300)}"`],
    ['a string that ends with a backslash', `"\\\\" "${'{'.repeat(300)}"`],
    ['a block string', `"""${'{'.repeat(300)}"""`],
    ['a block string of quotation marks', `"""\\""" " ${'{'.repeat(300)}\n"""`],
    ['a comment', `# ${'{'.repeat(300)}\n`],
  ])('are none in %s', (_where, text) => expect(nestsTooDeep(text)).toBe(false));

  it.each([
    ['a string', '"a"'],
    ['an empty string', '""'],
    ['a string that nobody closed', '"a\n'],
    ['a block string', '"""a " b"""'],
    ['a comment', '# "\n'],
    ['a comment with a line separator', '#\u2028"""\n'],
    ['a string with one', '"\\\u2028\u2029"'],
  ])('count after %s', (_what, text) =>
    expect(nestsTooDeep(text + '{a'.repeat(MAX_NESTING + 1))).toBe(true),
  );

  it('are counted by the length of the text, also where the text is made to be read again and again', () => {
    for (const text of ['"""', '"', '\\"', '#', '""', '"""\\"""'])
      expect(nestsTooDeep(text.repeat(1_000_000))).toBe(false);
  });
});
