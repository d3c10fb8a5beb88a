import fc from 'fast-check';
import { excessOfText } from './excess-of-text';
import { excessOf } from './json';

/** Counts what a parsed value holds, in the plainest way. */
function valuesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, held) => sum + 1 + valuesOf(held), 0);
}

/** Long enough to be looked at, whatever it holds. */
const padded = (text: string, values: number): string => text.padEnd(2 * values + 1);

function expectCounted(text: string): void {
  const values = valuesOf(JSON.parse(text));
  expect(excessOfText(padded(text, values), { depth: 100, values })).toBeNull();
  const less = { depth: 100, values: values - 1 };
  if (values > 0) expect(excessOfText(padded(text, values), less)).toBe('VALUES');
}

describe('excessOfText', () => {
  it('counts the members and elements of a text, whatever strings and spaces are in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 3), (value, indent) =>
        expectCounted(JSON.stringify(value, null, indent)),
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    String.raw`{"a": "\"}],[{\\"}`,
    '[ ]',
    '[[], {}, [[ ]]]',
    '"[1,2,3]"',
    String.raw`{"\\": [1, "]"]}`,
    '[\n\t]',
  ])('counts those of %s', (text) => expectCounted(text));

  it('finds the same depth as a look at the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 1, max: 6 }), (value, depth) => {
        const bounds = { depth, values: 1_000 };
        expect(excessOfText(padded(JSON.stringify(value), 1_000), bounds)).toBe(
          excessOf(value, bounds),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('looks at no text that is too short to hold so much', () => {
    expect(excessOfText('[1,1,1]', { depth: 1, values: 4 })).toBeNull();
    expect(excessOfText('[1,1,1]', { depth: 1, values: 2 })).toBe('VALUES');
  });
});
