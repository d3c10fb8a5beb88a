import fc from 'fast-check';
import { PackPlan, packTexts, TextPack } from './text-pack';

describe('a pack of texts', () => {
  it('gives each text back byte for byte, by its place in its call', () => {
    const texts = fc.uniqueArray(
      fc.record({ index: fc.nat(5_000), text: fc.string({ unit: 'binary', maxLength: 300 }) }),
      { selector: ({ index }) => index, minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(texts, (placed) => {
        const whole = placed.filter(({ text }) => text.isWellFormed());
        fc.pre(whole.length > 0);
        const pack = new TextPack(packTexts(whole).bytes);
        for (const { index, text } of whole) expect(pack.textOf(index)).toBe(text);
      }),
    );
  });

  it('has no text of a place that is not in it', () => {
    expect(new TextPack(packTexts([{ index: 3, text: '{}' }]).bytes).textOf(0)).toBeNull();
  });

  it('says how many bytes it holds, as MySQL’s COMPRESS() does', () => {
    const { bytes, size } = packTexts([{ index: 0, text: '"é"' }]);
    expect(size).toBe('0:4\n"é"\n'.length + 1);
    expect(bytes.readUInt32LE()).toBe(size);
  });

  it('is refused where a byte of it was changed', () => {
    const { bytes } = packTexts([{ index: 0, text: '{"a":"some text of an event"}' }]);
    for (const at of [0, 5, 20, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x41, at);
      expect(() => new TextPack(damaged)).toThrow();
    }
  });
});

describe('the plan of packs', () => {
  const kilobytes = (count: number): string => 'x'.repeat(count * 1024);

  it('fills a pack of each call with texts of 16 KB, in the order in which they came', () => {
    const plan = new PackPlan();
    const packs = Array.from({ length: 9 }, () => plan.place('one', kilobytes(4)));
    expect(packs).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2]);
    expect(plan.place('another', kilobytes(4))).toBe(0);
  });

  it('gives a larger text a pack to itself', () => {
    const plan = new PackPlan();
    const packs = [1, 100, 1, 1].map((size) => plan.place('one', kilobytes(size)));
    expect(packs).toEqual([0, 1, 2, 2]);
  });
});
