import fc from 'fast-check';
import { newId } from '../kernel/id';
import { keyIdOf, keyIdText, newKeyText, readKeyText } from './api-key-text';

const uuids = fc.uuid();
const SHAPE = /^leg_[0-9A-Za-z]{71}$/;

describe('the text of a key', () => {
  it('has one shape, and gives back its id and the hash of its secret, whatever the id', () => {
    fc.assert(
      fc.property(uuids, (id) => {
        const { text, secretHash } = newKeyText(id);
        expect(text).toMatch(SHAPE);
        expect(readKeyText(text)).toEqual({ idText: keyIdText(id), secretHash });
        expect(keyIdOf(keyIdText(id))).toBe(id);
      }),
    );
  });

  it('is refused when any one character is another, left out, or added', () => {
    const { text } = newKeyText(newId());
    const digits = fc.stringMatching(/^[0-9A-Za-z]$/);
    fc.assert(
      fc.property(fc.nat(text.length - 1), digits, (at, sign) => {
        const [head, tail] = [text.slice(0, at), text.slice(at + 1)];
        if (sign !== text[at]) expect(readKeyText(head + sign + tail)).toBeNull();
        expect(readKeyText(head + tail)).toBeNull();
        expect(readKeyText(head + sign + text.slice(at))).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('is read out of nothing else', () => {
    for (const text of [
      '',
      'leg_',
      'leg_null',
      `leg_${'z'.repeat(71)}`,
      'Leg_',
      `x${'0'.repeat(74)}`,
    ])
      expect(readKeyText(text)).toBeNull();
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => readKeyText(text) === null));
  });

  it('holds 256 bits that no other key has', () => {
    const id = newId();
    const secrets = Array.from({ length: 1_000 }, () => newKeyText(id).text.slice(26, 69));
    expect(new Set(secrets).size).toBe(1_000);
    for (let at = 1; at < 43; at += 1)
      expect(new Set(secrets.map((secret) => secret[at])).size).toBeGreaterThan(55);
  });

  it('stands for no id where its number is larger than one', () => {
    expect(keyIdOf('z'.repeat(22))).toBeNull();
    expect(keyIdOf(keyIdText('ffffffff-ffff-ffff-ffff-ffffffffffff'))).toBe(
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    );
  });
});
