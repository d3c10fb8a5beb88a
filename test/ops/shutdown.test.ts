import { connect } from 'node:net';
import { entities } from '../../src/entities';
import { openDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';
import { GatewayProcess } from './gateway-process';
import { Publishers } from './publisher';

jest.setTimeout(120_000);

/** A balancer as orchestrators have one: it asks every moment who is ready, and sends there. */
class Balancer {
  private readonly ready = new Map<GatewayProcess, boolean>();
  private readonly timer = setInterval(() => void this.probe(), 50);
  private turn = 0;

  add(gateway: GatewayProcess): void {
    this.ready.set(gateway, true);
  }

  remove(gateway: GatewayProcess): void {
    this.ready.delete(gateway);
  }

  next(): string | null {
    const able = [...this.ready].filter(([, ready]) => ready);
    this.turn += 1;
    return able.length === 0 ? null : (able[this.turn % able.length]?.[0].url ?? null);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async probe(): Promise<void> {
    for (const gateway of this.ready.keys()) {
      const answer = await fetch(`${gateway.url}/readyz`).catch(() => null);
      if (this.ready.has(gateway)) this.ready.set(gateway, answer?.status === 200);
    }
  }
}

describeEachEngine('a gateway that is told to stop', (engine) => {
  const running: GatewayProcess[] = [];
  let environment: Record<string, string>;
  beforeAll(async () => {
    const { url } = await engine.scratch();
    await (await openDatabase(url, { entities, migrations: 'run' })).close();
    environment = { DATABASE_URL: url, TENANT: newTenant(), LOG_LEVEL: 'info' };
  });
  afterEach(() => running.splice(0).forEach((gateway) => gateway.kill()));

  async function start(more: Record<string, string> = {}): Promise<GatewayProcess> {
    const gateway = await GatewayProcess.start({ ...environment, ...more });
    running.push(gateway);
    return gateway;
  }

  /** Which of these events are not there. */
  async function lost(ids: readonly string[]): Promise<string[]> {
    const database = await openDatabase(environment['DATABASE_URL'] as string, { entities });
    const text = 'SELECT id FROM event WHERE tenant_id = ?';
    const rows = await database.sql.rows<{ id: string }>('test.ids', text, [
      environment['TENANT'] as string,
    ]);
    await database.close();
    const stored = new Set(rows.map(({ id }) => id));
    return ids.filter((id) => !stored.has(id));
  }

  if (engine.name !== 'sqlite') {
    it('one after the other, with another in its place, fails no request and loses nothing', async () => {
      const pair = [await start({ DRAIN_DELAY: '1' }), await start({ DRAIN_DELAY: '1' })];
      const balancer = new Balancer();
      pair.forEach((gateway) => balancer.add(gateway));
      const publishers = new Publishers(8, () => balancer.next());
      const fresh = await start();
      balancer.add(fresh);
      for (const old of pair) {
        await publishers.atLeast(50);
        old.signal('SIGTERM');
        expect(await old.ended()).toBe(0);
        balancer.remove(old);
      }
      await publishers.atLeast(50);
      const { acknowledged, failures } = await publishers.stop();
      balancer.close();
      expect(failures).toEqual([]);
      expect(await lost(acknowledged)).toEqual([]);
    });
  }

  if (engine.name === 'sqlite') {
    it('under load finishes what it has begun, loses nothing, resets nobody, and exits with 0', async () => {
      const gateway = await start({ DRAIN_DELAY: '1' });
      const balancer = new Balancer();
      balancer.add(gateway);
      const publishers = new Publishers(8, () => balancer.next());
      await publishers.atLeast(50);
      gateway.signal('SIGTERM');
      expect(await gateway.ended()).toBe(0);
      balancer.close();
      const { acknowledged, failures } = await publishers.stop();
      expect(failures).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(50);
      expect(await lost(acknowledged)).toEqual([]);
      expect(gateway.log.at(-1)).toContain('the gateway has stopped');
    });

    it('answers a request that it has begun to read, and closes its connection', async () => {
      const gateway = await start();
      const { port, hostname } = new URL(gateway.url);
      const socket = connect(Number(port), hostname);
      let answer = '';
      socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
      const body = JSON.stringify({ query: '{ events { edges { node { id } } } }' });
      const head = `POST /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\n`;
      socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`);
      await fetch(`${gateway.url}/livez`);
      gateway.signal('SIGTERM');
      while (!gateway.log.some((line) => line.includes('finishes what is in flight'))) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const closed = new Promise((resolve) => socket.on('close', resolve));
      socket.write(body.slice(10));
      await closed;
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answer).toMatch(/^connection: close\r$/im);
      expect(answer).toContain('{"data":{"events":{"edges":[');
      expect(await gateway.ended()).toBe(0);
    });

    it('says so to probes at once, and ends with 1 at a second signal', async () => {
      const gateway = await start({ DRAIN_DELAY: '60' });
      gateway.signal('SIGTERM');
      let status = 200;
      while (status !== 503) status = (await fetch(`${gateway.url}/readyz`)).status;
      gateway.signal('SIGTERM');
      expect(await gateway.ended()).toBe(1);
    });

    it('ends with 1 when what is in flight does not end within the grace', async () => {
      const gateway = await start({ SHUTDOWN_GRACE: '1' });
      const { port, hostname } = new URL(gateway.url);
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 10\r\n\r\n{`,
      );
      await fetch(`${gateway.url}/livez`);
      gateway.signal('SIGTERM');
      expect(await gateway.ended()).toBe(1);
      expect(gateway.log.at(-1)).toContain('the grace is over');
      socket.destroy();
    });
  }
});

describe('a gateway that cannot start', () => {
  it('says every reason on one line, and ends with 1', async () => {
    const environment = { PORT: 'x', DATABASE_URL: 'oracle://db/x', TENANT: 'a b' };
    const error = await GatewayProcess.start(environment).catch((reason: unknown) => reason);
    const line = (error as Error).message.replace(/^.*it ended: /s, '');
    const { level, code, msg } = JSON.parse(line) as Record<string, string>;
    expect([level, code]).toEqual(['fatal', 'BAD_CONFIG']);
    for (const name of ['PORT', 'DATABASE_URL', 'TENANT']) expect(msg).toContain(name);
  });
});
