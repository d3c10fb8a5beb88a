import type { CodedError } from '../kernel/coded-error';
import { UnavailableError } from '../storage/storage-error';
import type { PreparedIngest, WrittenReceipt } from './prepared';
import { WriteQueue, type WriteQueueLimits } from './write-queue';

const LIMITS: WriteQueueLimits = {
  writers: 1,
  sharedFrom: 1,
  groupItems: 4,
  waitingItems: 10,
  waitingItemsOfTenant: 10,
};

const call = (receiptId: string, items = 1, tenantId = 'a'): PreparedIngest => ({
  tenantId,
  subject: 'local',
  receiptId,
  source: 'HUB',
  receivedAt: '2026-01-01 00:00:00.000',
  items: Array.from({ length: items }, () => ({ kind: 'REJECTED', problems: [] })),
});

/** A writer that a test lets go on, group by group. */
class SlowWriter {
  readonly groups: string[][] = [];
  atWork = 0;
  mostAtWork = 0;
  private readonly held: (() => void)[] = [];
  /** Receipts whose group fails. */
  readonly failing = new Map<string, Error>();

  readonly write = async (ingests: readonly PreparedIngest[]): Promise<WrittenReceipt[]> => {
    this.groups.push(ingests.map(({ receiptId }) => receiptId));
    this.atWork += 1;
    this.mostAtWork = Math.max(this.mostAtWork, this.atWork);
    await new Promise<void>((resolve) => this.held.push(resolve));
    this.atWork -= 1;
    for (const { receiptId } of ingests) {
      const error = this.failing.get(receiptId);
      if (error) throw error;
    }
    return ingests.map(({ receiptId: id, source, receivedAt }) => ({
      id,
      source,
      receivedAt,
      outcomes: [],
    }));
  };

  /** Ends all that is at work, and what comes after it. */
  async goOn(): Promise<void> {
    while (this.held.length > 0) {
      this.held.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

describe('WriteQueue', () => {
  const setUp = (limits: Partial<WriteQueueLimits> = {}) => {
    const writer = new SlowWriter();
    return { writer, queue: new WriteQueue(writer.write, { ...LIMITS, ...limits }) };
  };

  it('writes a call at once while a writer is free, and gives each its own receipt', async () => {
    const { writer, queue } = setUp({ writers: 2, sharedFrom: 2 });
    const receipts = [queue.add(call('1')), queue.add(call('2')), queue.add(call('3'))];
    expect(writer.groups).toEqual([['1'], ['2']]);
    await writer.goOn();
    expect((await Promise.all(receipts)).map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(writer.mostAtWork).toBe(2);
  });

  it('lets calls that waited share a transaction, in their order, and splits none', async () => {
    const { writer, queue } = setUp({ waitingItems: 100, waitingItemsOfTenant: 100 });
    const all = [call('1'), call('2'), call('3', 2), call('4', 2), call('5', 6), call('6')];
    const receipts = all.map((one) => queue.add(one).then(({ id }) => id));
    await writer.goOn();
    expect(await Promise.all(receipts)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(writer.groups).toEqual([['1'], ['2', '3'], ['4'], ['5'], ['6']]);
  });

  it('writes calls that fill a transaction by themselves beside others of their tenant', async () => {
    const { writer, queue } = setUp({
      writers: 2,
      waitingItems: 100,
      waitingItemsOfTenant: 100,
    });
    const all = [call('1'), call('2', 4), call('3', 4), call('4'), call('5')];
    const receipts = all.map((one) => queue.add(one));
    expect(writer.groups).toEqual([['1'], ['2']]);
    await writer.goOn();
    await Promise.all(receipts);
    expect(writer.mostAtWork).toBe(2);
    expect(writer.groups).toEqual([['1'], ['2'], ['3'], ['4', '5']]);
  });

  it('lets calls wait no longer once they fill a transaction together', async () => {
    const { writer, queue } = setUp({ writers: 2 });
    const receipts = [call('1'), call('2', 2), call('3', 2)].map((one) => queue.add(one));
    expect(writer.groups).toEqual([['1'], ['2', '3']]);
    await writer.goOn();
    await Promise.all(receipts);
  });

  it('lets no small call wait for those of another tenant while a writer is free', async () => {
    const { writer, queue } = setUp({ writers: 3 });
    const all = [call('1'), call('2'), call('3', 1, 'b'), call('4'), call('5', 1, 'b')];
    const receipts = all.map((one) => queue.add(one));
    expect(writer.groups).toEqual([['1'], ['3']]);
    await writer.goOn();
    await Promise.all(receipts);
    expect(writer.groups).toEqual([['1'], ['3'], ['2', '4'], ['5']]);
  });

  it('puts calls of two tenants into no transaction together', async () => {
    const { writer, queue } = setUp();
    const all = [call('1'), call('2', 1, 'a'), call('3', 1, 'b'), call('4', 1, 'a')];
    const receipts = all.map((one) => queue.add(one));
    await writer.goOn();
    await Promise.all(receipts);
    expect(writer.groups).toEqual([['1'], ['2', '4'], ['3']]);
  });

  it('lets tenants take turns, so that one that sends much makes no other wait for all of it', async () => {
    const { writer, queue } = setUp({
      groupItems: 1,
      waitingItems: 100,
      waitingItemsOfTenant: 100,
    });
    const loud = ['1', '2', '3', '4', '5'].map((id) => queue.add(call(id, 1, 'loud')));
    const quiet = ['x', 'y'].map((id) => queue.add(call(id, 1, 'quiet')));
    await writer.goOn();
    await Promise.all([...loud, ...quiet]);
    expect(writer.groups.flat()).toEqual(['1', '2', 'x', '3', 'y', '4', '5']);
  });

  it('refuses a tenant that has too much waiting, and still takes another’s', async () => {
    const { writer, queue } = setUp({ waitingItemsOfTenant: 4 });
    const taken = [queue.add(call('1')), queue.add(call('2', 4))];
    await expect(queue.add(call('3'))).rejects.toMatchObject({ code: 'OVERLOADED' });
    taken.push(queue.add(call('4', 4, 'b')));
    await writer.goOn();
    expect((await Promise.all(taken)).map(({ id }) => id)).toEqual(['1', '2', '4']);
  });

  it('counts what waits', async () => {
    const { writer, queue } = setUp();
    const all = [queue.add(call('1')), queue.add(call('2', 2)), queue.add(call('3', 3, 'b'))];
    expect(queue.state).toMatchObject({ waitingItems: 5, waitingCalls: 2, busyWriters: 1 });
    await writer.goOn();
    await Promise.all(all);
    expect(queue.state).toMatchObject({ waitingItems: 0, waitingCalls: 0, busyWriters: 0 });
  });

  it('refuses at once what it may not hold, and takes calls again when it has written', async () => {
    const { writer, queue } = setUp();
    const first = queue.add(call('1'));
    const waiting = [queue.add(call('2', 6)), queue.add(call('3', 4))];
    await expect(queue.add(call('4'))).rejects.toMatchObject({
      code: 'OVERLOADED',
      details: { retryAfter: 1 },
    });
    await writer.goOn();
    await Promise.all([first, ...waiting]);
    const later = queue.add(call('5'));
    await writer.goOn();
    expect((await later).id).toBe('5');
  });

  it('takes one call of any size when nothing waits', async () => {
    const { writer, queue } = setUp();
    const receipts = [queue.add(call('1')), queue.add(call('2', 5000))];
    await writer.goOn();
    expect((await Promise.all(receipts)).map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('tries each call of a group that failed by itself, so that one costs none of the others', async () => {
    const { writer, queue } = setUp();
    writer.failing.set('3', new Error('of this call alone'));
    const ends = ['1', '2', '3', '4'].map((id) =>
      queue.add(call(id)).then(
        (receipt) => receipt.id,
        (error: unknown) => (error as Error).message,
      ),
    );
    await writer.goOn();
    expect(await Promise.all(ends)).toEqual(['1', '2', 'of this call alone', '4']);
    expect(writer.groups).toEqual([['1'], ['2', '3', '4'], ['2'], ['3'], ['4']]);
  });

  it('tells every call of a group that the database cannot answer, and asks it no more', async () => {
    const { writer, queue } = setUp();
    writer.failing.set('2', new UnavailableError('LOST', 'gone'));
    const ends = ['1', '2', '3'].map((id) =>
      queue.add(call(id)).catch((error: unknown) => (error as CodedError).code),
    );
    await writer.goOn();
    expect((await Promise.all(ends)).slice(1)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    expect(writer.groups).toHaveLength(2);
  });
});
