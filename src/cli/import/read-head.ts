import { PieceCutter } from './piece-cutter';
import type { EnvelopeHead, Layout } from './piece';
import type { ImportSource } from './import-source';

/**
 * The sensor, the time and the version of an envelope whose data come first: looks for them behind the data.
 * @param offset of the envelope's first member.
 * @returns what of them there is.
 */
export async function readHead(
  source: ImportSource,
  layout: Layout,
  offset: number,
  maxBytes: number,
): Promise<EnvelopeHead> {
  const inside = { kind: 'OBJECT', offset, head: {}, hasData: false } as const;
  const state = { layout, offset, line: 1, frames: [inside] };
  const cutter = new PieceCutter({ maxBytes, headOnly: true }, state);
  for await (const chunk of source.read(offset)) {
    for (const piece of cutter.push(chunk)) return piece.head ?? {};
  }
  return {};
}
