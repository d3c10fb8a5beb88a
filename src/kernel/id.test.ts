import { derivedId, digest, isId, newId } from './id';

describe('newId', () => {
  it('gives UUIDv7s that sort as they were made, also when the clock goes back', () => {
    const now = Date.now() + 1000;
    const ids = Array.from({ length: 10_000 }, (_, n) => newId(n % 100 === 0 ? now - n : now));
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids.slice(0, 100))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('digest and derivedId', () => {
  it('are the same for the same parts, and tell parts apart that join alike', () => {
    expect(digest('ab', 'c')).toBe(digest('ab', 'c'));
    expect(digest('ab', 'c')).not.toBe(digest('a', 'bc'));
    expect(digest('a')).toHaveLength(43);
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
    expect(derivedId('a', 'b')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe('isId', () => {
  it('takes UUIDs in lower case, and nothing else', () => {
    const id = newId();
    expect([isId(id), isId(derivedId('a'))]).toEqual([true, true]);
    for (const other of [
      id.toUpperCase(),
      `${id} `,
      id.slice(1),
      '',
      id.replaceAll('-', ''),
      `${id}\n`,
    ]) {
      expect([other, isId(other)]).toEqual([other, false]);
    }
  });
});
