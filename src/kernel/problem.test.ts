import { shown } from './problem';

describe('shown', () => {
  it('cuts input to 200 characters', () => {
    expect(shown('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(shown('x'.repeat(200))).toBe('x'.repeat(200));
  });

  it('shows no control characters, line ends or halves of pairs, so that a log line stays one', () => {
    expect(shown('a\r\n\u001b[31m\u0085\u2028\ud800b')).toBe(
      `a${'\ufffd'.repeat(3)}[31m${'\ufffd'.repeat(3)}b`,
    );
    expect(shown('\ud800').isWellFormed()).toBe(true);
  });

  it('says of objects and arrays only what they are', () => {
    expect([
      shown({ secret: 1 }),
      shown([1, 2]),
      shown(null),
      shown(1.5),
      shown(undefined),
    ]).toEqual(['an object', 'an array of 2', 'null', '1.5', 'undefined']);
  });
});
