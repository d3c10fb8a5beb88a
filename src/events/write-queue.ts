import { CodedError } from '../kernel/coded-error';
import type { PreparedIngest, WrittenReceipt } from './prepared';

/** How much the queue holds and how it groups. */
export interface WriteQueueLimits {
  /** Transactions at work at once. */
  readonly writers: number;
  /**
   * Transactions of one tenant at work before calls wait until they fill one, or until one of those has ended: what
   * a transaction costs, it costs for one event as for a hundred.
   */
  readonly sharedFrom: number;
  /** Items that one transaction takes from several calls; one call is never split. */
  readonly groupItems: number;
  /** Items that may wait; past it a call is refused at once, to be sent again later. */
  readonly waitingItems: number;
  /** Items of one tenant that may wait: less, so that one that sends too much keeps no other out. */
  readonly waitingItemsOfTenant: number;
}

export const WRITE_QUEUE_LIMITS: WriteQueueLimits = {
  writers: 8,
  sharedFrom: 3,
  groupItems: 100,
  waitingItems: 50_000,
  waitingItemsOfTenant: 25_000,
};

/** What waits of one tenant, in the order in which it came. */
interface Line {
  readonly calls: Waiting[];
  items: number;
}

interface Waiting {
  readonly ingest: PreparedIngest;
  readonly resolve: (receipt: WrittenReceipt) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Lets calls that arrive while others of their tenant are written share the next transaction: under load a
 * commit carries many small calls, and an idle gateway writes each at once. Calls that fill a transaction gain
 * nothing by waiting. Tenants take turns, a transaction each: one that sends ten thousand calls makes another wait
 * for one of them. A call's promise settles after the commit that holds it.
 */
export class WriteQueue {
  /** The tenant whose turn is next comes first: a Map keeps the order in which it was filled. */
  private readonly lines = new Map<string, Line>();
  private waitingItems = 0;
  private busy = 0;
  /** Transactions at work, by tenant. */
  private readonly busyOf = new Map<string, number>();

  constructor(
    private readonly write: (ingests: readonly PreparedIngest[]) => Promise<WrittenReceipt[]>,
    private readonly limits: WriteQueueLimits = WRITE_QUEUE_LIMITS,
  ) {}

  /** How much waits, and is at work, at this moment. */
  get state() {
    return {
      waitingItems: this.waitingItems,
      waitingCalls: [...this.lines.values()].reduce((sum, { calls }) => sum + calls.length, 0),
      maxItems: this.limits.waitingItems,
      busyWriters: this.busy,
    };
  }

  /** @throws CodedError OVERLOADED when more waits than the limits allow; nothing was taken in then. */
  add(ingest: PreparedIngest): Promise<WrittenReceipt> {
    const { tenantId, items } = ingest;
    const line = this.lines.get(tenantId) ?? { calls: [], items: 0 };
    const { waitingItems, waitingItemsOfTenant } = this.limits;
    // One call of any size may wait: it could never be sent otherwise.
    const isFull = this.lines.size > 0 && this.waitingItems + items.length > waitingItems;
    const isOwnFull = line.calls.length > 0 && line.items + items.length > waitingItemsOfTenant;
    if (isFull || isOwnFull) return Promise.reject(overloaded());
    return new Promise((resolve, reject) => {
      line.calls.push({ ingest, resolve, reject });
      line.items += items.length;
      this.lines.set(tenantId, line);
      this.waitingItems += items.length;
      this.pump();
    });
  }

  private pump(): void {
    while (this.busy < this.limits.writers) {
      const tenantId = this.nextTenant();
      if (tenantId === null) return;
      this.count(tenantId, 1);
      void this.writeGroup(this.nextGroup(tenantId)).finally(() => {
        this.count(tenantId, -1);
        this.pump();
      });
    }
  }

  private nextTenant(): string | null {
    const { groupItems, sharedFrom } = this.limits;
    for (const [tenantId, { items }] of this.lines) {
      const isFull = items >= groupItems;
      if (isFull || (this.busyOf.get(tenantId) ?? 0) < sharedFrom) return tenantId;
    }
    return null;
  }

  private count(tenantId: string, change: 1 | -1): void {
    this.busy += change;
    const busy = (this.busyOf.get(tenantId) ?? 0) + change;
    if (busy === 0) this.busyOf.delete(tenantId);
    else this.busyOf.set(tenantId, busy);
  }

  /** As many calls of the tenant whose turn it is as fit one transaction; its next turn is the last. */
  private nextGroup(tenantId: string): Waiting[] {
    const line = this.lines.get(tenantId) as Line;
    let items = 0;
    let size = 0;
    for (const { ingest } of line.calls) {
      if (size > 0 && items + ingest.items.length > this.limits.groupItems) break;
      items += ingest.items.length;
      size += 1;
    }
    this.waitingItems -= items;
    line.items -= items;
    this.lines.delete(tenantId);
    if (line.calls.length > size) this.lines.set(tenantId, line);
    return line.calls.splice(0, size);
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

function overloaded(): CodedError {
  const message = 'more events wait to be written than the gateway may hold; send them again later';
  return new CodedError('OVERLOADED', message, { retryAfter: 1 });
}
