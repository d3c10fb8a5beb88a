import fc from 'fast-check';
import { holdsMoreValues } from './holds-more-values';

/** Counts what a parsed value holds, in the plainest way. */
function valuesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, held) => sum + 1 + valuesOf(held), 0);
}

describe('holdsMoreValues', () => {
  it('counts the members and elements of a text, whatever strings and spaces are in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const values = valuesOf(JSON.parse(text));
        expect(holdsMoreValues(text, values)).toBe(false);
        if (values > 0) expect(holdsMoreValues(text, values - 1)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['{"a": "\\"}],[{\\\\"}', '[ ]', '[[], {}, [[ ]]]', '"[1,2,3]"', '{"\\\\": [1, "]"]}'])(
    'counts those of %s',
    (text) => {
      const values = valuesOf(JSON.parse(text));
      expect(holdsMoreValues(text, values)).toBe(false);
      if (values > 0) expect(holdsMoreValues(text, values - 1)).toBe(true);
    },
  );
});
