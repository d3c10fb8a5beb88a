import { CodedError } from '../kernel/coded-error';
import type { PreparedIngest, WrittenReceipt } from './prepared';

/** How much the queue holds and how it groups. */
export interface WriteQueueLimits {
  /** Transactions at work at once. */
  readonly writers: number;
  /** Items that one transaction takes from several calls; one call is never split. */
  readonly groupItems: number;
  /** Items that may wait; past it a call is refused at once, to be sent again later. */
  readonly waitingItems: number;
}

export const WRITE_QUEUE_LIMITS: WriteQueueLimits = {
  writers: 4,
  groupItems: 100,
  waitingItems: 50_000,
};

interface Waiting {
  readonly ingest: PreparedIngest;
  readonly resolve: (receipt: WrittenReceipt) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Lets calls that arrive while all writers are busy share the next transaction: under load a commit
 * carries many small calls, and an idle gateway writes each at once. A call's promise settles after the
 * commit that holds it.
 */
export class WriteQueue {
  private readonly waiting: Waiting[] = [];
  private waitingItems = 0;
  private busy = 0;

  constructor(
    private readonly write: (ingests: readonly PreparedIngest[]) => Promise<WrittenReceipt[]>,
    private readonly limits: WriteQueueLimits = WRITE_QUEUE_LIMITS,
  ) {}

  /** How much waits, and is at work, at this moment. */
  get state() {
    return {
      waitingItems: this.waitingItems,
      waitingCalls: this.waiting.length,
      maxItems: this.limits.waitingItems,
      busyWriters: this.busy,
    };
  }

  /** @throws CodedError OVERLOADED when more waits than the limits allow; nothing was taken in then. */
  add(ingest: PreparedIngest): Promise<WrittenReceipt> {
    if (
      this.waiting.length > 0 &&
      this.waitingItems + ingest.items.length > this.limits.waitingItems
    ) {
      return Promise.reject(
        new CodedError(
          'OVERLOADED',
          'more events wait to be written than the gateway may hold; send them again later',
          {
            retryAfter: 1,
          },
        ),
      );
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ ingest, resolve, reject });
      this.waitingItems += ingest.items.length;
      this.pump();
    });
  }

  private pump(): void {
    while (this.busy < this.limits.writers && this.waiting.length > 0) {
      this.busy += 1;
      void this.writeGroup(this.nextGroup()).finally(() => {
        this.busy -= 1;
        this.pump();
      });
    }
  }

  /** The longest run from the front that is of one tenant and fits one transaction. */
  private nextGroup(): Waiting[] {
    const [first] = this.waiting;
    let items = 0;
    let size = 0;
    for (const { ingest } of this.waiting) {
      if (ingest.tenantId !== first?.ingest.tenantId) break;
      if (size > 0 && items + ingest.items.length > this.limits.groupItems) break;
      items += ingest.items.length;
      size += 1;
    }
    this.waitingItems -= items;
    return this.waiting.splice(0, size);
  }

  private async writeGroup(group: Waiting[]): Promise<void> {
    try {
      const receipts = await this.write(group.map(({ ingest }) => ingest));
      group.forEach(({ resolve }, at) => resolve(receipts[at] as WrittenReceipt));
    } catch (reason) {
      if (group.length === 1 || reason instanceof CodedError) {
        for (const { reject } of group) reject(reason);
        return;
      }
      for (const one of group) await this.writeGroup([one]);
    }
  }
}
