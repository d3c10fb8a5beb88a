import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../../src/storage/database';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

describeEachEngine('transaction', (engine) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await engine.open();
  });

  const put = (sql: Sql, tenant: string, next: number): Promise<number> =>
    sql.run('test.put', 'INSERT INTO feed_counter (tenant_id, next) VALUES (?, ?)', [tenant, next]);
  const get = async (tenant: string): Promise<number | undefined> =>
    (
      await database.sql.rows<{ next: number }>(
        'test.get',
        'SELECT next FROM feed_counter WHERE tenant_id = ?',
        [tenant],
      )
    )[0]?.next;

  it('commits what its work did, and answers what it answered', async () => {
    const tenant = newTenant();
    expect(await database.transaction('test', (sql) => put(sql, tenant, 7))).toBe(1);
    expect(await get(tenant)).toBe(7);
  });

  it('leaves nothing of work that throws, and throws it on', async () => {
    const tenant = newTenant();
    const failure = new Error('no');
    const work = async (sql: Sql): Promise<void> => {
      await put(sql, tenant, 1);
      throw failure;
    };
    await expect(database.transaction('test', work)).rejects.toBe(failure);
    expect(await get(tenant)).toBeUndefined();
  });

  it("never undoes another's commit: one rolls back between the statements of others", async () => {
    const [kept, dropped, single] = [newTenant(), newTenant(), newTenant()];
    const slowly = (tenant: string, fail: boolean): Promise<void> =>
      database.transaction('test', async (sql) => {
        await put(sql, tenant, 1);
        await sleep(20);
        await sql.run('test.set', 'UPDATE feed_counter SET next = 2 WHERE tenant_id = ?', [tenant]);
        await sleep(20);
        if (fail) throw new Error('rolled back');
      });
    const writeBetween = async (): Promise<void> => {
      await sleep(10);
      await put(database.sql, single, 3);
    };
    const outcomes = await Promise.allSettled([
      slowly(dropped, true),
      slowly(kept, false),
      writeBetween(),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect([await get(kept), await get(dropped), await get(single)]).toEqual([2, undefined, 3]);
  });

  it('shows its rows to nobody before the commit', async () => {
    const tenant = newTenant();
    let seen: Promise<number | undefined> = Promise.resolve(-1);
    await database.transaction('test', async (sql) => {
      await put(sql, tenant, 1);
      seen = get(tenant);
      await sleep(10);
      await sql.run('test.set', 'UPDATE feed_counter SET next = 2 WHERE tenant_id = ?', [tenant]);
    });
    expect([undefined, 2]).toContain(await seen);
  });

  it('refuses a statement after its end', async () => {
    const tenant = newTenant();
    let kept: Sql | undefined;
    await database.transaction('test', async (sql) => void (kept = sql));
    await expect(put(kept as Sql, tenant, 1)).rejects.toThrow(
      'came after its transaction had ended',
    );
    expect(await get(tenant)).toBeUndefined();
  });

  it('runs fifty at once, each of them whole', async () => {
    const tenant = newTenant();
    await put(database.sql, tenant, 0);
    const add = (sql: Sql): Promise<number> =>
      sql.run('test.add', 'UPDATE feed_counter SET next = next + 1 WHERE tenant_id = ?', [tenant]);
    await Promise.all(
      Array.from({ length: 50 }, () =>
        database.transaction('test', async (sql) => {
          await add(sql);
          await add(sql);
        }),
      ),
    );
    expect(await get(tenant)).toBe(100);
  });

  it('tells observers of BEGIN and COMMIT as of every statement, until they stop', async () => {
    const tenant = newTenant();
    const seen: string[] = [];
    const stop = database.observe(({ text }) => seen.push(text.split(' ')[0] as string));
    await database.transaction('test', (sql) => put(sql, tenant, 1));
    await database.transaction('test', () => Promise.reject(new Error('no'))).catch(() => {});
    stop();
    await get(tenant);
    expect(seen.map((word) => (word === 'START' ? 'BEGIN' : word))).toEqual([
      'BEGIN',
      'INSERT',
      'COMMIT',
      'BEGIN',
      'ROLLBACK',
    ]);
  });

  it('is tried again when two lock in opposite order and the engine ends one of them', async () => {
    const [a, b] = [newTenant(), newTenant()];
    await put(database.sql, a, 0);
    await put(database.sql, b, 0);
    let tries = 0;
    const cross = (first: string, second: string): Promise<void> =>
      database.transaction('test', async (sql) => {
        tries += 1;
        await sql.run('test.first', 'UPDATE feed_counter SET next = next + 1 WHERE tenant_id = ?', [
          first,
        ]);
        await sleep(50);
        await sql.run(
          'test.second',
          'UPDATE feed_counter SET next = next + 1 WHERE tenant_id = ?',
          [second],
        );
      });
    await Promise.all([cross(a, b), cross(b, a)]);
    expect([await get(a), await get(b)]).toEqual([2, 2]);
    // SQLite lets one in at a time: there is nothing to lock in the wrong order.
    expect(tries > 2).toBe(engine.name !== 'sqlite');
  });

  it('is tried again from its beginning when the work swallows a deadlock', async () => {
    const [a, b] = [newTenant(), newTenant()];
    await put(database.sql, a, 0);
    await put(database.sql, b, 0);
    const cross = (first: string, second: string): Promise<void> =>
      database.transaction('test', async (sql) => {
        await sql.run('test.first', 'UPDATE feed_counter SET next = next + 1 WHERE tenant_id = ?', [
          first,
        ]);
        await sleep(50);
        await sql
          .run('test.second', 'UPDATE feed_counter SET next = next + 1 WHERE tenant_id = ?', [
            second,
          ])
          .catch(() => 0);
      });
    await Promise.all([cross(a, b), cross(b, a)]);
    expect([await get(a), await get(b)]).toEqual([2, 2]);
  });

  it('speaks of a refused statement by its name, never by its values', async () => {
    const tenant = newTenant();
    await put(database.sql, tenant, 1);
    const again = put(database.sql, tenant, 1);
    await expect(again).rejects.toThrow(
      /^the statement test\.put was refused: (ER_DUP_ENTRY|SQLITE_CONSTRAINT)/,
    );
    await expect(again).rejects.not.toThrow(tenant);
    await expect(
      database.sql.rows('test.typo', 'SELECT nothing FROM feed_counter'),
    ).rejects.toThrow('nothing');
  });
});
