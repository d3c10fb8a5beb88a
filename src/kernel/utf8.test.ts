import { utf8Text } from './utf8';

describe('utf8Text', () => {
  it.each(['', '{"a":"plain"}', 'Inês, 李, 🎓', 'é', '\u007f'])(
    'reads %j as it was written',
    (text) => {
      expect(utf8Text(Buffer.from(text))).toBe(text);
    },
  );

  it('begins at the byte that it is told', () => {
    expect(utf8Text(Buffer.from('\ufeff{"a":"ü"}'), 3)).toBe('{"a":"ü"}');
    expect(utf8Text(Buffer.from('abc'), 1)).toBe('bc');
  });

  it('reads no bytes that are not UTF-8', () => {
    expect(utf8Text(Buffer.from([0x61, 0x80]))).toBeNull();
  });
});
