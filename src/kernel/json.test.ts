import { deeperThan, excessOf, isObject, pointerToken, withEscapedSurrogates } from './json';

describe('excessOf', () => {
  const bounds = { depth: 3, values: 4 };

  it.each([
    [{ a: { b: { c: 1 } } }, null],
    [{ a: { b: { c: {} } } }, 'DEPTH'],
    [[1, [2, 3]], null],
    [[1, [2, 3, 4]], 'VALUES'],
    [{ a: 1, b: 2, c: 3, d: 4 }, null],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, 'VALUES'],
    [{ ['k'.repeat(2_048)]: 1 }, null],
    [{ a: { ['k'.repeat(2_049)]: 1 } }, 'KEY'],
    ['text', null],
    [null, null],
  ])('of %j is %s', (value, excess) => expect(excessOf(value, bounds)).toBe(excess));

  it('goes no deeper than it may', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(excessOf(deep, { depth: 30, values: 20_000 })).toBe('DEPTH');
  });
});

describe('deeperThan', () => {
  it('counts objects and arrays, from 1, and looks no further than it must', () => {
    expect([
      deeperThan(1, 0),
      deeperThan({}, 0),
      deeperThan({}, 1),
      deeperThan([[]], 1),
      deeperThan([{ a: [1] }], 3),
    ]).toEqual([false, true, false, true, false]);
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(deeperThan(deep, 30)).toBe(true);
  });
});

describe('withEscapedSurrogates', () => {
  it('escapes halves, and leaves pairs and everything else', () => {
    expect(withEscapedSurrogates('"\ud800x\udfff😀"')).toBe('"\\ud800x\\udfff😀"');
    const text = '"😀é\u0000"';
    expect(withEscapedSurrogates(text)).toBe(text);
    expect(JSON.parse(withEscapedSurrogates('"\ud83d"'))).toBe('\ud83d');
  });
});

it('pointerToken escapes what RFC 6901 asks for', () => {
  expect([pointerToken('a/b~c'), pointerToken(3), pointerToken('')]).toEqual(['a~1b~0c', '3', '']);
});

it('isObject is true for objects alone', () => {
  expect([{}, [], null, 'x', undefined].map(isObject)).toEqual([true, false, false, false, false]);
});
