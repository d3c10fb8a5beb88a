import { inList, listsOf, LONGEST_LIST } from './in-list';

describe('inList', () => {
  it('pads to the next size by repeating the last value, so that few texts are prepared', () => {
    expect(inList(['a'])).toEqual({ text: '(?)', values: ['a'] });
    expect(inList(['a', 'b', 'c'])).toEqual({
      text: '(?,?,?,?,?)',
      values: ['a', 'b', 'c', 'c', 'c'],
    });
    const texts = new Set(
      Array.from({ length: LONGEST_LIST }, (_, n) => inList(Array(n + 1).fill(n)).text),
    );
    expect(texts.size).toBe(10);
  });

  it('refuses no values, which is no SQL, and more than a statement may carry', () => {
    expect(() => inList([])).toThrow(RangeError);
    expect(() => inList(Array(1_001).fill('x'))).toThrow('1 to 1000 values; 1001 came');
  });

  it('cuts longer ones into pieces that a list can carry', () => {
    expect(
      listsOf(Array.from({ length: 2_001 }, (_, n) => n)).map((piece) => piece.length),
    ).toEqual([1_000, 1_000, 1]);
    expect(listsOf([])).toEqual([]);
  });
});
