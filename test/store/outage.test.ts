import { setTimeout as sleep } from 'node:timers/promises';
import { readDatabaseUrl } from '../../src/storage/database-url';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { startGateway } from '../kit/gateway';
import { newTenant } from '../kit/new-tenant';
import { eventIds, ingest, INGEST, statuses } from '../kit/operations';
import { describeOwnServer } from '../kit/own-server';
import { Term } from '../kit/payloads';
import { onServer } from '../kit/scratch-database';

const HOLDS = { connections: 2, waiting: 1, statementMillis: 300, connectMillis: 1_000 };
const COURSES = '{ courses { edges { node { id } } } }';
const EVENT = 'query ($id: ID!) { event(id: $id) { id } }';
/** Prepared statements that a server allows of itself. */
const DEFAULT = 16_382;

describeEachEngine('a database that can not answer now', (engine) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await engine.open({ limits: HOLDS });
  });

  const answer = (): Promise<unknown[]> => database.sql.rows('test.one', 'SELECT 1 AS one');
  const hold = (millis: number): Promise<void> =>
    database.transaction('test.hold', async (sql) => {
      await sql.rows('test.one', 'SELECT 1 AS one');
      await sleep(millis);
    });

  it('refuses who would wait too long, or behind too many, and serves the next', async () => {
    const holders = [hold(700), ...(engine.name === 'sqlite' ? [] : [hold(700)])];
    await sleep(50);
    const [waited, refused] = await Promise.allSettled([answer(), answer()]);
    for (const outcome of [waited, refused]) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'UNAVAILABLE', details: { retryAfter: 1 } },
      });
    }
    await Promise.all(holders);
    expect(await answer()).toEqual([{ one: 1 }]);
  });

  it('gives its connections back after work that fails', async () => {
    for (let n = 0; n < 10; n += 1) {
      await database.transaction('test', () => Promise.reject(new Error('no'))).catch(() => {});
      await database.sql.rows('test.typo', 'SELECT nothing FROM event').catch(() => {});
    }
    expect(await answer()).toEqual([{ one: 1 }]);
  });

  if (engine.name !== 'sqlite') {
    it('ends a statement that takes too long, and the connection with it', async () => {
      const late = database.sql.run('test.sleep', 'DO SLEEP(5)');
      await expect(late).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED', outage: 'TIMEOUT' });
      expect(await answer()).toEqual([{ one: 1 }]);
    });

    it('tries a transaction again when its connection is killed', async () => {
      const tenant = newTenant();
      const other = await engine.open();
      let tries = 0;
      await database.transaction('test', async (sql) => {
        tries += 1;
        const [self] = await sql.rows<{ id: number }>('test.id', 'SELECT CONNECTION_ID() AS id');
        if (tries === 1) await other.sql.run('test.kill', `KILL ${Number(self?.id)}`, [], 'free');
        await sql.run('test.put', 'INSERT INTO feed_counter (tenant_id, next) VALUES (?, 1)', [
          tenant,
        ]);
      });
      expect(tries).toBe(2);
    });

    it('reads again when the connection it got was dead', async () => {
      const other = await engine.open();
      const ids = await Promise.all(
        [1, 2].map(() =>
          database.sql.rows<{ id: number }>('test.id', 'SELECT CONNECTION_ID() AS id'),
        ),
      );
      for (const id of new Set(ids.map((rows) => Number(rows[0]?.id))))
        await other.sql.run('test.kill', `KILL ${id}`, [], 'free');
      expect(await answer()).toEqual([{ one: 1 }]);
    });
  }
});

describeOwnServer('a database server that prepares no more statements', (start) => {
  it('is told to clients as something to wait for, to the log as the limit that it is, and mends by itself', async () => {
    const server = await start();
    const allow = (count: number) =>
      onServer(server.url, `SET GLOBAL max_prepared_stmt_count = ${count}`);
    try {
      const { databaseUrl } = server;
      const gateway = await startGateway(
        { name: readDatabaseUrl(databaseUrl).engine },
        { databaseUrl },
      );
      try {
        const term = new Term();
        const body = term.envelope([term.navigation()]);
        await allow(0);
        for (const [query, variables] of [[COURSES], [INGEST, { body }]] as const) {
          const answer = await gateway.send(query, variables);
          expect(answer.status).toBe(503);
          expect(answer.headers.get('retry-after')).toBe('10');
          expect(answer.errors).toMatchObject([
            {
              message: 'the database prepares no more statements',
              extensions: { code: 'UNAVAILABLE' },
            },
          ]);
        }
        const told = gateway.log.filter((line) => line.includes('max_prepared_stmt_count'));
        expect(told).toHaveLength(1);
        expect(JSON.parse(told[0] as string)).toMatchObject({
          level: 'error',
          msg: expect.stringMatching(
            /raise its max_prepared_stmt_count .*lower DATABASE_CONNECTIONS/,
          ),
          err: { outage: 'NO_STATEMENTS', engineCode: 'ER_MAX_PREPARED_STMT_COUNT_REACHED' },
        });

        await allow(DEFAULT);
        const receipt = await ingest(gateway, body);
        expect(statuses(receipt)).toEqual(['STORED']);
        const [id] = eventIds(receipt);
        expect(await gateway.ask(EVENT, { id })).toEqual({ event: { id } });
      } finally {
        await gateway.close();
      }
    } finally {
      server.stop();
    }
  });
});
