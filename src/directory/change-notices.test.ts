import type { Database, Sql } from '../storage/database';
import { ChangeNotices } from './change-notices';
import type { DirectoryVersionStore } from './directory-version.store';
import { RosterMemory } from './roster-memory';

const database = { sql: {} as Sql } as Database;

/** Notices whose telling is done by `raise`, with what was told and what failed. */
function notices(raise: (tenants: readonly string[]) => Promise<void>) {
  const told: string[][] = [];
  const failed: unknown[] = [];
  const versions = {
    raise: (_sql: Sql, tenants: readonly string[]) => {
      told.push([...tenants]);
      return raise(tenants);
    },
  } as unknown as DirectoryVersionStore;
  const report = (error: unknown) => void failed.push(error);
  return { told, failed, all: new ChangeNotices(database, versions, new RosterMemory(), report) };
}

describe('what events have changed', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is told after a second, once for all of it', async () => {
    const { all, told } = notices(async () => {});
    for (const tenant of ['a', 'b', 'a']) all.add(tenant);
    await jest.advanceTimersByTimeAsync(999);
    expect(told).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(told).toEqual([['a', 'b']]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(told).toHaveLength(1);
  });

  it('is told again where it has changed again while it was told', async () => {
    let end: () => void = () => {};
    const { all, told } = notices(() => new Promise((resolve) => (end = resolve)));
    all.add('a');
    await jest.advanceTimersByTimeAsync(1_000);
    all.add('a');
    end();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([['a'], ['a']]);
    end();
  });

  it('is told later where it cannot be told, and reported', async () => {
    const { all, told, failed } = notices(() => Promise.reject(new Error('no database')));
    all.add('a');
    await jest.advanceTimersByTimeAsync(1_000);
    expect([told, failed]).toEqual([[['a']], [new Error('no database')]]);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(told).toHaveLength(2);
  });

  it('is told before the end, after what is being told, and not tried after it', async () => {
    const ends: (() => void)[] = [];
    const { all, told } = notices(() => new Promise((resolve) => ends.push(resolve)));
    all.add('a');
    await jest.advanceTimersByTimeAsync(1_000);
    all.add('b');
    let closed = false;
    const closing = all.close().then(() => (closed = true));
    await jest.advanceTimersByTimeAsync(0);
    expect([told, closed]).toEqual([[['a']], false]);
    ends[0]?.();
    await jest.advanceTimersByTimeAsync(0);
    expect([told, closed]).toEqual([[['a'], ['b']], false]);
    ends[1]?.();
    await closing;
  });

  it('is reported once where it cannot be told at the end', async () => {
    const { all, told, failed } = notices(() => Promise.reject(new Error('closed')));
    all.add('a');
    await all.close();
    await jest.advanceTimersByTimeAsync(60_000);
    expect([told, failed]).toEqual([[['a']], [new Error('closed')]]);
  });
});
