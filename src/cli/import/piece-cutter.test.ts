import fc from 'fast-check';
import { beginningOf, type CutterState, type EnvelopeHead, type Layout, type Piece } from './piece';
import { PieceCutter } from './piece-cutter';

interface Cut {
  readonly layout?: Layout;
  readonly maxBytes?: number;
  readonly chunk?: number;
  readonly from?: CutterState;
  readonly head?: EnvelopeHead;
}

/** The pieces of a text that comes in chunks of a size. */
function cut(text: string | Buffer, how: Cut = {}): Piece[] {
  const { layout = 'VALUES', maxBytes = 30, chunk = 7, head = {} } = how;
  const from = how.from ?? beginningOf(layout);
  const cutter = new PieceCutter({ maxBytes }, from);
  const bytes = Buffer.from(text).subarray(from.offset);
  const pieces: Piece[] = [];
  const see = (found: Iterable<Piece>): void => {
    for (const piece of found) {
      if (piece.kind === 'HEAD_WANTED') cutter.giveHead(head);
      // What a cutter tells must be whole after JSON, for that is how a checkpoint keeps it.
      pieces.push({ ...piece, after: JSON.parse(JSON.stringify(piece.after)) as CutterState });
    }
  };
  for (let at = 0; at < bytes.length; at += chunk) see(cutter.push(bytes.subarray(at, at + chunk)));
  see(cutter.end());
  return pieces;
}

const texts = (pieces: readonly Piece[]): string[] => pieces.map(({ bytes }) => bytes.toString());
const kinds = (pieces: readonly Piece[]): string[] => pieces.map(({ kind }) => kind);

const space = fc.stringMatching(/^[ \t\n\r]{0,3}$/);
const value = fc.json({ maxDepth: 4 }).filter((text) => /^[{["]/.test(text));

describe('a text with one value a line', () => {
  it('is cut into its lines, whatever they are and however they come', () => {
    const line = fc.oneof(value, fc.stringMatching(/^[{}"\\[\]a-c,: ]*$/));
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 50 }), (lines, chunk) => {
        const pieces = cut(lines.join('\n'), { layout: 'LINES', maxBytes: 100_000, chunk });
        const expected = lines.map((one) => one.trim()).filter((one) => one !== '');
        expect(texts(pieces)).toEqual(expected);
      }),
    );
  });

  it('tells the line of each, blank ones counted', () => {
    const pieces = cut('\n{"a":1}\r\n\n\n[2]\n', { layout: 'LINES' });
    expect(pieces.map(({ line }) => line)).toEqual([2, 5]);
    expect(texts(pieces)).toEqual(['{"a":1}', '[2]']);
  });

  it('opens a line that is too long, and goes on with the next where it breaks off', () => {
    const long = '[{"id":1},{"id":2},{"id":3},{"id":4';
    const pieces = cut(`${long}\n{"ok":1}\n`, { layout: 'LINES', maxBytes: 12 });
    expect(texts(pieces)).toEqual(['{"id":1}', '{"id":2}', '{"id":3}', '{"id":4', '{"ok":1}']);
    expect(kinds(pieces)[3]).toBe('CUT_OFF');
  });
});

describe('a text with one value after the other', () => {
  it('is cut into its values, whatever stands in their strings', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, space)),
        fc.integer({ min: 1, max: 50 }),
        (all, chunk) => {
          const text = all.map(([one, after]) => `${one}\n${after}`).join('');
          const pieces = cut(text, { maxBytes: 100_000, chunk });
          expect(texts(pieces)).toEqual(all.map(([one]) => one));
        },
      ),
    );
  });

  it('gives the elements of an array that is too large, byte for byte', () => {
    const element = fc.tuple(
      space,
      value.filter((text) => text.length < 200),
      space,
    );
    fc.assert(
      fc.property(
        fc.array(element, { minLength: 1 }),
        fc.integer({ min: 1, max: 300 }),
        (all, chunk) => {
          const text = `[${all.map((parts) => parts.join('')).join(',')}${' '.repeat(2_000)}]`;
          const pieces = cut(text, { maxBytes: 1_000, chunk });
          expect(texts(pieces)).toEqual(all.map(([, one]) => one));
        },
      ),
    );
  });

  it('gives the events of an envelope that is too large, with its sensor', () => {
    const text =
      '{"sensor":"s","extra":{"data":[1]},"dataVersion":null,"data":[ {"id":1} , {"id":"]}"}\n], "sendTime":"t"}{"a":1}';
    const pieces = cut(text);
    expect(texts(pieces)).toEqual(['{"id":1}', '{"id":"]}"}', '{"a":1}']);
    expect(pieces[1]?.head).toEqual({ sensor: 's', dataVersion: null });
    expect(pieces[2]?.head).toBeNull();
  });

  it('asks for the sensor of an envelope whose data come first', () => {
    const text = `{"data":[{"id":1},{"id":2}],"more":"${'x'.repeat(40)}","sensor":"s"}`;
    const pieces = cut(text, { head: { sensor: 's' } });
    expect(kinds(pieces)).toEqual(['HEAD_WANTED', 'VALUE', 'VALUE']);
    expect(pieces[2]?.head).toEqual({ sensor: 's' });
    const inside = pieces[0]?.after.frames[0];
    const offset = inside?.kind === 'OBJECT' ? inside.offset : -1;
    const from = { layout: 'VALUES', offset, line: 1, frames: inside ? [inside] : [] } as const;
    const looker = new PieceCutter({ maxBytes: 30, headOnly: true }, from);
    const [found] = [...looker.push(Buffer.from(text).subarray(offset))];
    expect(found).toMatchObject({ kind: 'HEAD', head: { sensor: 's' } });
  });

  it('leaves out an event that is too large, and nothing beside it', () => {
    const pieces = cut(`[{"id":1},{"id":"${'x'.repeat(40)}"},{"id":2}]`);
    expect(kinds(pieces)).toEqual(['VALUE', 'TOO_LARGE', 'VALUE']);
  });

  it('says where it was cut off', () => {
    expect(kinds(cut('{"a":1}{"b":'))).toEqual(['VALUE', 'CUT_OFF']);
    expect(kinds(cut('[{"a":1},{"b":2},{"c":3}', { maxBytes: 12 }))).toEqual([
      'VALUE',
      'VALUE',
      'VALUE',
      'CUT_OFF',
    ]);
  });

  it('keeps bytes that are no UTF-8 as they came', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    expect(cut(bytes)[0]?.bytes).toEqual(bytes);
  });
});

describe('a place between two pieces', () => {
  it.each<[string, Layout, string]>([
    ['lines', 'LINES', '{"a":1}\n\n{"b":2}\n{"c":"x\\"}"}\n'],
    ['an array', 'VALUES', ' [ {"a":1},\n {"b":2}, [3] ,{"c":4} ] '],
    [
      'an envelope',
      'VALUES',
      '{"sensor":"s","data":[{"a":1},\n{"b":2},{"c":3}],"z":[1,2]} {"d":4}',
    ],
    ['a long line', 'LINES', '{"e":1}\n[{"a":1},{"b":2},{"c":3}]\n{"d":4}'],
  ])('in %s is enough to go on from', (_, layout, text) => {
    const all = cut(text, { layout, maxBytes: 12 });
    expect(all.length).toBeGreaterThan(2);
    for (const [at, { after }] of all.entries()) {
      expect(cut(text, { maxBytes: 12, from: after })).toEqual(all.slice(at + 1));
    }
  });
});
