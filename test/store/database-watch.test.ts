import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseWatch } from '../../src/storage/database-watch';
import type { OpenDatabase } from '../../src/storage/open-database';
import { StatementError, UnavailableError } from '../../src/storage/storage-error';
import { describeEachEngine } from '../kit/engines';

const LIMITS = { connections: 2, waiting: 5, statementMillis: 400 };

describeEachEngine('a watched database', (engine) => {
  const begun: string[] = [];
  const ended: [name: string, error: unknown][] = [];
  const retries: string[] = [];
  const waits: number[] = [];
  const watch: DatabaseWatch = {
    statement: (name) => {
      begun.push(name);
      return (error) => void ended.push([name, error]);
    },
    waited: (seconds) => void waits.push(seconds),
    retried: (outage) => void retries.push(outage),
  };
  let database: OpenDatabase;
  beforeAll(async () => (database = await engine.open({ limits: LIMITS, watch })));
  beforeEach(() => [begun, ended, retries, waits].forEach((list) => list.splice(0)));

  it('tells the name of each statement, with its end, and the wait for a connection', async () => {
    await database.sql.rows('test.one', 'SELECT 1 AS one');
    expect(begun).toEqual(['test.one']);
    expect(ended).toEqual([['test.one', undefined]]);
    expect(waits).toEqual([expect.any(Number)]);
  });

  it('tells of a transaction’s statements, its beginning and its end among them', async () => {
    await database.transaction('test.both', (sql) => sql.rows('test.one', 'SELECT 1 AS one'));
    expect(ended.map(([name]) => name)).toEqual(['test.both', 'test.one', 'test.both']);
  });

  it('tells that a statement failed, once, without text or values', async () => {
    await database.sql.rows('test.typo', 'SELECT nothing FROM event').catch(() => {});
    expect(ended).toEqual([['test.typo', expect.any(StatementError)]]);
  });

  it('tells of each time that something is tried again', async () => {
    let failures = 2;
    await database.transaction('test', async (sql) => {
      await sql.rows('test.one', 'SELECT 1 AS one');
      if (failures-- > 0) throw new UnavailableError('ROLLED_BACK', 'x', 'ER_LOCK_DEADLOCK');
    });
    expect(retries).toEqual(['ROLLED_BACK', 'ROLLED_BACK']);
  });

  it('knows how many connections are in use, and how many wait for one', async () => {
    const size = engine.name === 'sqlite' ? 1 : 2;
    expect(database.pool).toEqual({ size, inUse: 0, waiting: 0 });
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const holders = Array.from({ length: size }, () =>
      database.transaction('test.hold', () => released),
    );
    while (database.pool.inUse < size) await sleep(1);
    const waiter = database.sql.rows('test.one', 'SELECT 1 AS one');
    while (database.pool.waiting < 1) await sleep(1);
    expect(database.pool).toEqual({ size, inUse: size, waiting: 1 });
    release();
    await Promise.all([...holders, waiter]);
    expect(database.pool).toEqual({ size, inUse: 0, waiting: 0 });
  });

  if (engine.name !== 'sqlite') {
    it('counts a connection that was closed for lateness as returned, once', async () => {
      await database.sql.run('test.sleep', 'DO SLEEP(2)').catch(() => {});
      expect(ended).toEqual([['test.sleep', expect.any(UnavailableError)]]);
      await database
        .transaction('test.sleep', (sql) => sql.run('test.sleep', 'DO SLEEP(2)'))
        .catch(() => {});
      expect(database.pool).toEqual({ size: 2, inUse: 0, waiting: 0 });
    });
  }
});
