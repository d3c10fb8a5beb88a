import type { SqlValue } from '../storage/database';
import { type Packed, packTexts } from './text-pack';
import type { EventWork } from './write-work';

/** The columns of `event_text`, in the order of `TextRows.of`. */
export const TEXT_COLUMNS = ['tenant_id', 'receipt_id', 'pack', 'size', 'packed_bytes'];

/** Events of one call whose texts go into one pack. */
interface PackWork {
  readonly works: readonly EventWork[];
  readonly packed: Promise<Packed>;
}

/**
 * The texts of events as rows of `event_text`. They are packed while the database is asked for other things,
 * before it is known which of the events are new.
 */
export class TextRows {
  private readonly packs: readonly PackWork[];

  constructor(events: Iterable<EventWork>) {
    const packs = new Map<string, EventWork[]>();
    for (const work of events) {
      const key = `${work.ingest.receiptId} ${work.pack}`;
      const known = packs.get(key);
      if (known) known.push(work);
      else packs.set(key, [work]);
    }
    this.packs = [...packs.values()].map((works) => ({ works, packed: packed(works) }));
    // Who asks for the rows is told what went wrong; nobody asks when the transaction is undone before.
    for (const pack of this.packs) pack.packed.catch(() => {});
  }

  /** The rows of those events that are wanted: a pack that holds others too is made anew. */
  async of(isWanted: (work: EventWork) => boolean): Promise<SqlValue[][]> {
    const rows = this.packs.map(async (pack): Promise<SqlValue[][]> => {
      const works = pack.works.filter(isWanted);
      const [first] = works;
      if (!first) return [];
      const isWhole = works.length === pack.works.length;
      const { bytes, size } = await (isWhole ? pack.packed : packed(works));
      return [[first.ingest.tenantId, first.ingest.receiptId, first.pack, size, bytes]];
    });
    return (await Promise.all(rows)).flat();
  }
}

function packed(works: readonly EventWork[]): Promise<Packed> {
  return packTexts(works.map(({ index, event }) => ({ index, text: event.raw })));
}
