import { detectLayout } from './detect-layout';

describe('the layout of a text', () => {
  it.each([
    ['one event a line', '{"a":1}\n{"a":2}\n'],
    ['a broken line before whole ones', '{"a" 1}\n{"a":2}\n'],
    ['a line of text before whole ones', 'events:\n{"a":2}\n'],
    ['an array a line', '\ufeff[{"a":1}]\r\n[{"a":2}]\r\n'],
    ['a single line, whole or not', '[{"a":1},{"a":2}'],
  ])('is lines: %s', (_, text) => expect(detectLayout(text)).toBe('LINES'));

  it.each([
    ['an object over several lines', '{\n  "a": 1\n}\n'],
    ['an array with an element a line', '[\n{"a":1},\n{"a":2}\n]\n'],
    ['an envelope with an event a line', '{"sensor":"s","data":[\n{"a":1},\n{"a":2}\n]}\n'],
    ['objects over several lines', '{\n"a":1\n}\n{\n"a":2\n}'],
  ])('is values: %s', (_, text) => expect(detectLayout(text)).toBe('VALUES'));
});
