import { setTimeout as sleep } from 'node:timers/promises';
import { entities } from '../../src/entities';
import { openDatabase } from '../../src/storage/open-database';
import { databaseUrl, type Gateway, startGateway } from '../kit/gateway';
import { describeEachEngine, type Engine } from '../kit/engines';
import { readEngineState } from '../kit/engine-state';
import { onServer } from '../kit/scratch-database';
import { unique } from '../kit/ids';
import { ingest } from '../kit/operations';
import { Term } from '../kit/payloads';

const EVENTS = '{ events(first: 5) { edges { node { id } } } }';

/** Takes every connection to the database, until what it returns is called. */
async function holdAll({ app }: Gateway): Promise<() => Promise<void>> {
  const open: (() => void)[] = [];
  const holders = Array.from({ length: app.database.pool.size }, () => {
    const held = new Promise<void>((resolve) => open.push(resolve));
    return app.database.transaction('test.hold', async (sql) => {
      await sql.rows('test.one', 'SELECT 1 AS one');
      await held;
    });
  });
  while (app.database.pool.inUse < app.database.pool.size) await sleep(10);
  return async () => {
    for (const release of open) release();
    await Promise.all(holders);
  };
}

describeEachEngine('1 and 7 attacks on time and connections', (engine) => {
  const withGateway = async (
    settings: Parameters<typeof startGateway>[1],
    work: (gateway: Gateway) => Promise<void>,
  ) => {
    const gateway = await startGateway(engine, settings);
    try {
      await work(gateway);
    } finally {
      await gateway.close();
    }
  };

  it('31 an operation that takes too long is answered 504, by every door, and its connection comes back', () =>
    withGateway({ databaseConnections: 2, requestDeadline: 0.3 }, async (gateway) => {
      const release = await holdAll(gateway);
      const answer = await gateway.send(EVENTS);
      expect([answer.status, answer.data]).toEqual([504, null]);
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
      expect(answer.headers.get('retry-after')).toBe('1');
      // A sender and a publisher know 503, and send again.
      const page = await fetch(`${gateway.url}/api/events`);
      expect([page.status, page.headers.get('retry-after')]).toEqual([503, '1']);
      await release();
      while (gateway.app.database.pool.waiting > 0) await sleep(10);
      await expectServing(gateway);
    }));

  it('138 who would wait too long for a connection is answered 503, and the next one is served', () =>
    withGateway({ databaseConnections: 1, statementTimeout: 0.3 }, async (gateway) => {
      const release = await holdAll(gateway);
      const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.send(EVENTS)));
      for (const { status, headers, errors } of answers) {
        expect([status, headers.get('retry-after')]).toEqual([503, '1']);
        expect(errors[0]?.extensions.code).toBe('UNAVAILABLE');
      }
      await release();
      await expectServing(gateway);
    }));

  it('32 clients that leave are worked for no longer, and no connection stays in use', () =>
    withGateway({ databaseConnections: 2 }, async (gateway) => {
      await ingest(gateway, new Term().navigation());
      const release = await holdAll(gateway);
      const began: string[] = [];
      const stop = gateway.app.database.observe(({ name }) => began.push(name));
      const query =
        '{ events(first: 50) { edges { node { person { events { edges { cursor } } } } } } }';
      const leaving = Array.from({ length: 200 }, async (_, n) => {
        const gone = new AbortController();
        setTimeout(() => gone.abort(), 50 + (n % 20));
        await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
          signal: gone.signal,
        }).catch(() => undefined);
      });
      await Promise.all(leaving);
      await release();
      while (gateway.app.database.pool.waiting > 0) await sleep(10);
      stop();
      await expectServing(gateway);
      // The first statement of each was waiting for its connection; what comes after it is asked by nobody.
      expect(began.filter((name) => name !== 'test.hold').length).toBeLessThan(250);
    }));
});

async function expectServing(gateway: Gateway): Promise<void> {
  expect((await gateway.send(EVENTS)).status).toBe(200);
  for (let tries = 0; tries < 200 && gateway.app.database.pool.inUse > 0; tries += 1)
    await sleep(10);
  expect(gateway.app.database.pool).toMatchObject({ inUse: 0, waiting: 0 });
}

/** Declares tests for the engines that are servers of their own. */
function describeEachServer(title: string, body: (engine: Engine, server: string) => void): void {
  describeEachEngine(title, (engine) => {
    const { server } = readEngineState().present.find(({ name }) => name === engine.name) ?? {};
    if (server) body(engine, server);
    else it('are none where the database is embedded', () => expect(engine.name).toBe('sqlite'));
  });
}

describeEachServer('7 attacks on a database server', (engine, server) => {
  it('138 a server that takes no more connections is 503 to some, and 500 to nobody', async () => {
    const user = unique('few').slice(0, 16);
    const { port, hostname, pathname } = new URL(databaseUrl(engine).replace(/^\w+:/, 'http:'));
    await onServer(
      server,
      `CREATE USER '${user}'@'%' IDENTIFIED BY 'few' WITH MAX_USER_CONNECTIONS 2`,
    );
    await onServer(server, `GRANT ALL ON ${pathname.slice(1)}.* TO '${user}'@'%'`);
    try {
      const url = `${engine.name}://${user}:few@${hostname}:${port}${pathname}`;
      const gateway = await startGateway(engine, { databaseUrl: url, databaseConnections: 10 });
      try {
        const answers = await Promise.all(Array.from({ length: 60 }, () => gateway.send(EVENTS)));
        const seen = new Set(answers.map(({ status }) => status));
        for (const status of seen) expect([200, 503]).toContain(status);
        expect(seen).toContain(200);
        for (const { text } of answers) expect(text).not.toContain(user);
        await expectServing(gateway);
      } finally {
        await gateway.close();
      }
    } finally {
      await onServer(server, `DROP USER '${user}'@'%'`);
    }
  });

  it('31 a statement that a lock holds up ends by its own time, and costs its connection only', async () => {
    const { url } = await engine.scratch();
    await (await openDatabase(url, { entities, migrations: 'run' })).close();
    const blocker = await openDatabase(url, { limits: { connections: 1 } });
    const gateway = await startGateway(engine, {
      databaseUrl: url,
      databaseConnections: 2,
      statementTimeout: 0.5,
    });
    try {
      await blocker.sql.run('test.lock', 'LOCK TABLES event WRITE', [], 'free');
      const answers = await Promise.all(Array.from({ length: 2 }, () => gateway.send(EVENTS)));
      for (const { status, errors } of answers) {
        expect([status, errors[0]?.extensions.code]).toEqual([504, 'DEADLINE_EXCEEDED']);
      }
      await blocker.sql.run('test.unlock', 'UNLOCK TABLES', [], 'free');
      await expectServing(gateway);
    } finally {
      await gateway.close();
      await blocker.close();
    }
  });
});
