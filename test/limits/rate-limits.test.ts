import { setTimeout as sleep } from 'node:timers/promises';
import { type Engine, describeEachEngine } from '../kit/engines';
import { type Gateway, startGateway } from '../kit/gateway';
import type { Config } from '../../src/config';
import { ingestText, PUBLISH, REPLAY } from '../kit/operations';
import { hubEvent } from '../kit/payloads';
import { newTenant } from '../kit/new-tenant';
import { describeRedis } from '../kit/private-redis';

const EVENT = '{ event(id: "1") { id } }';
const ENGINE = { name: 'sqlite' } as Engine;

/** Runs `work` with gateways that serve one tenant, and closes them. */
async function withGateways(
  count: number,
  settings: Partial<Config>,
  work: (...gateways: Gateway[]) => Promise<void>,
  engine: Engine = ENGINE,
): Promise<void> {
  const shared = { tenantId: newTenant(), ...settings };
  const gateways = await Promise.all(
    Array.from({ length: count }, () => startGateway(engine, shared)),
  );
  try {
    await work(...gateways);
  } finally {
    for (const gateway of gateways) await gateway.close();
  }
}

describeEachEngine('rate limits', (engine) => {
  it('answer 429 with Retry-After when a client has spent its units, and tell what is left before', () =>
    withGateways(
      1,
      { rateLimit: 3 },
      async (gateway) => {
        const first = await gateway?.send(EVENT);
        expect(first?.status).toBe(200);
        expect(first?.headers.get('ratelimit-remaining')).toBe('2');
        await gateway?.send(EVENT);
        await gateway?.send(EVENT);
        const refused = await gateway?.send(EVENT);
        expect(refused?.status).toBe(429);
        expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(refused?.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
        expect(refused?.data).toBeNull();
      },
      engine,
    ));

  it('charge each event that is taken in, and store none that is refused', () =>
    withGateways(
      1,
      { rateLimit: 100, rateLimitEvent: 10 },
      async (gateway) => {
        const events = (count: number) => ({
          events: Array.from({ length: count }, () => hubEvent()),
        });
        expect((await gateway?.send(PUBLISH, events(5)))?.status).toBe(200);
        const refused = await gateway?.send(PUBLISH, events(5));
        expect([refused?.status, refused?.errors[0]?.extensions.code]).toEqual([
          429,
          'RATE_LIMITED',
        ]);
        expect(await gateway?.count('event')).toBe(5);
      },
      engine,
    ));
});

describeEachEngine('rate limits of what is read again', (engine) => {
  it('charge each event of a replay, and of a page that REST reads', () =>
    withGateways(
      1,
      { rateLimit: 15_000, rateLimitEvent: 3_000 },
      async (gateway) => {
        const broken = await ingestText(gateway, '{"half": ');
        const ids = [broken['outcomes'][0].quarantineId as string];
        const left = async () =>
          Number((await gateway?.send(EVENT))?.headers.get('ratelimit-remaining'));
        const before = await left();
        await gateway?.send(REPLAY, { ids });
        expect(before - (await left())).toBeGreaterThan(3_000);
        const pages: number[] = [];
        while (pages.length < 40 && pages.at(-1) !== 429) {
          pages.push((await fetch(`${gateway?.url}/api/events?limit=500`)).status);
        }
        expect(new Set(pages)).toEqual(new Set([200, 429]));
        expect(pages.length).toBeLessThan(30);
        const again = await gateway?.send(REPLAY, { ids });
        expect([again?.status, again?.errors[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED']);
      },
      engine,
    ));
});

describeRedis('rate limits of two gateways', (start) => {
  it('are one budget', async () => {
    const redis = await start();
    try {
      await withGateways(2, { rateLimit: 10, redisUrl: redis.url }, async (one, other) => {
        await untilShared(one, other);
        const statuses: number[] = [];
        for (let call = 0; call < 12; call += 1) {
          statuses.push((await (call % 2 ? one : other)?.send(EVENT))?.status ?? 0);
        }
        expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(10);
        expect(statuses.slice(-2)).toEqual([429, 429]);
      });
    } finally {
      await redis.stop();
    }
  });

  it('hold for each gateway by itself while Redis is away, which is told once', async () => {
    const redis = await start();
    await withGateways(1, { rateLimit: 5, redisUrl: redis.url }, async (gateway) => {
      await untilShared(gateway);
      await redis.stop();
      await sleep(300);
      const statuses: number[] = [];
      for (let call = 0; call < 7; call += 1) {
        statuses.push((await gateway?.send(EVENT))?.status ?? 0);
      }
      // One was spent, on Redis or before it was reached.
      expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 200]);
      expect(statuses.slice(-2)).toEqual([429, 429]);
      expect(gateway?.log.filter((line) => line.includes('Redis'))).toHaveLength(1);
    });
  });
});

/** Waits until gateways have reached Redis: those that start have not yet. */
async function untilShared(...gateways: (Gateway | undefined)[]): Promise<void> {
  for (const gateway of gateways) expect((await gateway?.send('{ __typename }'))?.status).toBe(200);
  await sleep(200);
}
