import type { SqlValue } from '../storage/database';
import { packTexts, type PlacedText } from './text-pack';
import type { EventWork } from './write-work';

/** The columns of `event_text`, in the order of `textRows`. */
export const TEXT_COLUMNS = ['tenant_id', 'receipt_id', 'pack', 'size', 'packed_bytes'];

/** The texts of events as rows of `event_text`: those of one call and pack together. */
export function textRows(works: readonly EventWork[]): SqlValue[][] {
  const packs = new Map<string, { first: EventWork; texts: PlacedText[] }>();
  for (const work of works) {
    const key = `${work.ingest.receiptId} ${work.pack}`;
    const text = { index: work.index, text: work.event.raw };
    const known = packs.get(key);
    if (known) known.texts.push(text);
    else packs.set(key, { first: work, texts: [text] });
  }
  return [...packs.values()].map(({ first: { ingest, pack }, texts }) => {
    const { bytes, size } = packTexts(texts);
    return [ingest.tenantId, ingest.receiptId, pack, size, bytes];
  });
}
