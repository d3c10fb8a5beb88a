import { writtenNumbers } from './written-numbers';

const names = new Set(['n', 'a"b']);

function written(text: string): Record<string, string> {
  JSON.parse(text);
  return Object.fromEntries(writtenNumbers(text, names));
}

describe('the numbers of a text', () => {
  it('keep how they were written', () => {
    expect(written('{"n": 12.0}')).toEqual({ '/n': '12.0' });
    expect(written('{"n": -1.5E+3, "m": 4}')).toEqual({ '/n': '-1.5E+3' });
  });

  it('are found by JSON pointer, in objects and arrays', () => {
    const text = '[{"x": [1, {"n": 2}, [3], {"n": 4}]}, {"y/~": {"n": 5}}]';
    expect(written(text)).toEqual({ '/0/x/1/n': '2', '/0/x/3/n': '4', '/1/y~1~0/n': '5' });
  });

  it('are not taken from strings, nor keys from values', () => {
    expect(written('{"m": "n", "s": "\\"n\\": 1, {[", "t": 3}')).toEqual({});
    expect(written('{"m": ["n", 1], "k": {"s": "n", "l": 2}}')).toEqual({});
  });

  it('count once where a key is repeated: the last, as JSON.parse has it', () => {
    expect(written('{"n": 1, "n": 2}')).toEqual({ '/n': '2' });
  });

  it('are none in an empty text of JSON', () => expect(written('{"a": [], "b": {}}')).toEqual({}));
});
