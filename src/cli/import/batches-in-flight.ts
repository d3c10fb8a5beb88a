import type { Outcome } from '../../events/prepared';
import type { Checkpoint } from './checkpoint';
import type { ImportItem } from './import-item';
import { counted } from './import-report';
import type { ImportSink } from './import-sink';
import type { CutterState } from './piece';

interface Sent {
  readonly items: readonly ImportItem[];
  /** Where the file goes on behind it; null in the middle of a piece. */
  readonly after: CutterState | null;
  readonly outcomes: Promise<Outcome[]>;
}

/**
 * Batches that a sink is at work on, a bounded number of them. They may end in any order, and count in that
 * of the file: `committed` is a place before which everything is committed.
 */
export class BatchesInFlight {
  private readonly sent: Sent[] = [];
  private counts;

  constructor(
    private readonly sink: ImportSink,
    private readonly most: number,
    public committed: Checkpoint,
    private readonly tell: (items: readonly ImportItem[], outcomes: readonly Outcome[]) => void,
  ) {
    this.counts = committed.counts;
  }

  /** Sends a batch, after waiting for the first where too many are on their way. @throws what the sink throws. */
  async send(items: readonly ImportItem[], after: CutterState | null): Promise<void> {
    if (this.sent.length >= this.most) await this.settleFirst();
    const outcomes = this.sink.take(items);
    outcomes.catch(() => {}); // it is thrown when its turn comes
    this.sent.push({ items, after, outcomes });
  }

  /** Waits for all. @throws what the sink throws; those before it are counted. */
  async settle(): Promise<void> {
    while (this.sent.length > 0) await this.settleFirst();
  }

  /** Waits for all, whatever becomes of them, and counts those before the first that failed. */
  async abandon(): Promise<void> {
    await Promise.allSettled(this.sent.map(({ outcomes }) => outcomes));
    await this.settle().catch(() => {});
  }

  private async settleFirst(): Promise<void> {
    const first = this.sent[0] as Sent;
    const outcomes = await first.outcomes;
    this.sent.shift();
    this.counts = counted(this.counts, outcomes);
    if (first.after) this.committed = { cutter: first.after, counts: this.counts };
    this.tell(first.items, outcomes);
  }
}
