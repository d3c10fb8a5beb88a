import { openDatabase } from '../../src/storage/open-database';
import { entities } from '../../src/entities';
import { describeEachEngine } from '../kit/engines';
import { type Gateway, startGateway } from '../kit/gateway';

interface Probe {
  readonly status: number;
  readonly text: string;
}

async function probe(gateway: Gateway, path: string, method = 'GET'): Promise<Probe> {
  const response = await fetch(`${gateway.url}${path}`, { method });
  return { status: response.status, text: await response.text() };
}

describeEachEngine('the probes', (engine) => {
  const started: Gateway[] = [];
  afterEach(async () => {
    for (const gateway of started.splice(0)) await gateway.close();
  });

  async function gatewayOnItsOwn(): Promise<Gateway> {
    const { url } = await engine.scratch();
    const database = await openDatabase(url, { entities, migrations: 'run' });
    await database.close();
    const gateway = await startGateway(engine, { databaseUrl: url, auth: 'on' });
    started.push(gateway);
    return gateway;
  }

  it('answer GET and HEAD without a credential, and say no more than a word', async () => {
    const gateway = await gatewayOnItsOwn();
    expect(await probe(gateway, '/livez')).toEqual({ status: 200, text: '{"status":"live"}' });
    const { status, text } = await probe(gateway, '/readyz');
    expect(status).toBe(200);
    // A test server may be set not to flush: that is what degraded is for.
    expect(text).toMatch(/^\{"status":"(?:ready|degraded)"\}$/);
    for (const path of ['/livez', '/readyz'])
      expect(await probe(gateway, path, 'HEAD')).toEqual({ status: 200, text: '' });
  });

  it('answer whoever asks by address, whatever hosts are allowed', async () => {
    const gateway = await startGateway(engine, {
      auth: 'on',
      allowedHosts: ['events.example.edu'],
    });
    started.push(gateway);
    for (const path of ['/livez', '/readyz']) expect((await probe(gateway, path)).status).toBe(200);
    expect((await probe(gateway, '/caliper')).status).toBe(421);
  });

  it('say not ready, and no word why, while a migration is missing; and live all the same', async () => {
    const gateway = await gatewayOnItsOwn();
    const last = gateway.app.database.dataSource.migrations.at(-1)?.name ?? '';
    expect(last).not.toBe('');
    await gateway.app.database.sql.run('test.undo', 'DELETE FROM migrations WHERE name = ?', [
      last,
    ]);
    expect(await probe(gateway, '/readyz')).toEqual({
      status: 503,
      text: '{"status":"not ready"}',
    });
    expect((await probe(gateway, '/livez')).status).toBe(200);
    expect(gateway.log.join('')).toContain(last);
  });

  it('say not ready while the database refuses, and live all the same', async () => {
    const gateway = await gatewayOnItsOwn();
    await gateway.app.database.sql.run('test.drop', 'DROP TABLE migrations', [], 'free');
    expect((await probe(gateway, '/readyz')).status).toBe(503);
    expect((await probe(gateway, '/livez')).status).toBe(200);
  });

  it('say draining at once when the gateway is told to stop, while it still serves', async () => {
    const gateway = await gatewayOnItsOwn();
    await probe(gateway, '/readyz');
    gateway.app.drain();
    expect(await probe(gateway, '/readyz')).toEqual({ status: 503, text: '{"status":"draining"}' });
    const response = await fetch(`${gateway.url}/livez`);
    expect(response.status).toBe(200);
    expect(response.headers.get('connection')).toBe('close');
  });

  if (engine.name === 'sqlite') {
    it('say degraded, and go on, where commits do not reach the disk', async () => {
      const gateway = await gatewayOnItsOwn();
      await gateway.app.database.sql.rows('test.off', 'PRAGMA synchronous = OFF', [], 'free');
      expect(await probe(gateway, '/readyz')).toEqual({
        status: 200,
        text: '{"status":"degraded"}',
      });
      expect(gateway.log.join('')).toContain('synchronous is 0');
    });
  }
});
