import { setTimeout as sleep } from 'node:timers/promises';
import type { Data } from '../kit/gql';
import { PUBLISH } from '../kit/operations';
import { describeOwnServer, describeSmallDisk } from '../kit/own-server';
import { hubEvent } from '../kit/payloads';
import type { SmallDisk } from '../kit/small-disk';
import { type Answer, startTarget, type Target, tell } from './attack-kit';

jest.setTimeout(120_000);

const EVENTS = '{ events(first: 5) { edges { node { id } } } }';
/** Seconds: short, so that what waits for them does not take long. */
const DEADLINES = { STATEMENT_TIMEOUT: '1', REQUEST_DEADLINE: '3' };
/** Milliseconds in which every request is to be answered: the deadline, and what a busy machine needs. */
const IN_TIME = 10_000;
/** What stands behind the gateway gives no answer: to anybody. */
const NOBODY_SERVED = { refusals: [503, 504], patience: IN_TIME };

/** What one publisher sent, and was answered. */
interface Sent {
  readonly events: readonly Data[];
  readonly answer: Answer;
  readonly millis: number;
}

async function send(target: Target, events: readonly Data[]): Promise<Sent> {
  const began = performance.now();
  const answer = await target.ask(PUBLISH, { events });
  return { events, answer, millis: performance.now() - began };
}

const some = (count: number, letters = 0): Data[] =>
  Array.from({ length: count }, () =>
    hubEvent({ publisherEventData: { text: 'x'.repeat(letters) } }),
  );

const isTaken = ({ answer }: Pick<Sent, 'answer'>): boolean =>
  answer.status === 200 && answer.errors.length === 0;

/** The ids that the gateway acknowledged. */
function acknowledged(all: readonly Sent[]): string[] {
  return all
    .filter(isTaken)
    .flatMap(({ answer }) => answer.data?.['publishHubEvents'].outcomes as Data[])
    .map(({ event }) => event.id as string);
}

/** Neither taken nor left unanswered: asked to come again. */
function expectRefused({ answer, millis }: Pick<Sent, 'answer' | 'millis'>): void {
  expect([503, 504]).toContain(answer.status);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(millis).toBeLessThan(IN_TIME);
}

/** Every event that was acknowledged is there, and what was refused can be sent again and is there once. */
async function expectNothingLost(target: Target, all: readonly Sent[]): Promise<void> {
  for (const id of acknowledged(all)) {
    const { data } = await target.ask('query ($id: ID!) { event(id: $id) { id } }', { id });
    expect(data).toEqual({ event: { id } });
  }
  const refused = all.filter((one) => !isTaken(one));
  for (const { events } of refused) {
    const { answer } = await send(target, events);
    expect(acknowledged([{ events, answer, millis: 0 }])).toHaveLength(events.length);
    const again = await send(target, events);
    expect(again.answer.data?.['publishHubEvents']).toMatchObject({ duplicates: events.length });
  }
}

/** Waits until an event is taken. @returns what was sent until then. */
async function untilServing(target: Target): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (let tries = 0; tries < 100; tries += 1) {
    sent.push(await send(target, some(1)));
    if (sent.some(isTaken)) return sent;
    await sleep(100);
  }
  throw new Error('the gateway was to serve again; it does not');
}

/** Attacks a gateway on a database, and ends it. */
async function withTarget(url: string, work: (target: Target) => Promise<void>): Promise<void> {
  const target = await startTarget(url, DEADLINES);
  try {
    await work(target);
    tell(target);
  } finally {
    await target.stop();
  }
}

describeOwnServer('7 a database server that stops', (start) => {
  it('137 frozen, it costs every request its deadline, and nobody an event', async () => {
    const server = await start();
    try {
      await withTarget(server.databaseUrl, async (target) => {
        const sent = [await send(target, some(20))];
        await target.during(async () => {
          server.freeze();
          try {
            const large = Array.from({ length: 8 }, () => send(target, some(500)));
            const small = Array.from({ length: 30 }, () => send(target, some(2)));
            const reads = Array.from({ length: 30 }, async () => {
              const began = performance.now();
              const answer = await target.ask(EVENTS);
              return { answer, millis: performance.now() - began };
            });
            const waiting = target.metric('leg_write_queue_items');
            for (const one of await Promise.all([...large, ...reads])) expectRefused(one);
            for (const one of await Promise.all(small)) {
              expectRefused(one);
              sent.push(one);
            }
            const probes = ['/livez', '/readyz'].map((path) => target.request(path));
            expect((await Promise.all(probes)).map(({ status }) => status)).toEqual([200, 503]);
            expect(await waiting).toBeLessThan(8 * 500 + 30 * 2);
            expect(await target.metric('leg_write_queue_items')).toBe(0);
          } finally {
            server.thaw();
          }
          sent.push(...(await untilServing(target)));
          return undefined;
        }, NOBODY_SERVED);
        await target.idle();
        expect((await target.request('/readyz')).status).toBe(200);
        await expectNothingLost(target, sent);
      });
    } finally {
      server.thaw();
      server.stop();
    }
  });
});

/** Publishes to a full disk until it is told no, and a few times more. @returns what was sent. */
async function publishUntilFull(target: Target): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (let refusals = 0; refusals < 6 && sent.length < 500;) {
    const one = await send(target, some(20, 3_000));
    sent.push(one);
    if (isTaken(one)) continue;
    refusals += 1;
    expectRefused(one);
  }
  expect(acknowledged(sent.slice(-6))).toEqual([]);
  return sent;
}

describeSmallDisk('7 a disk that is full', (mount) => {
  const onDisk = async (work: (disk: SmallDisk) => Promise<void>): Promise<void> => {
    const disk = mount();
    try {
      await work(disk);
    } finally {
      disk.unmount();
    }
  };

  /** Fills the disk: nothing is acknowledged that is not committed, and everybody may go on reading. */
  const attack = async (target: Target, disk: SmallDisk): Promise<Sent[]> => {
    const sent = [await send(target, some(20))];
    expect(acknowledged(sent)).toHaveLength(20);
    await target.during(async () => {
      disk.fill();
      sent.push(...(await publishUntilFull(target)));
      return sent.map(({ answer }) => answer);
    });
    return sent;
  };

  const recovers = async (target: Target, disk: SmallDisk): Promise<void> => {
    const sent = await attack(target, disk);
    expect(target.output()).toMatch(/"the database has no space to write to"/);
    disk.free();
    sent.push(...(await untilServing(target)));
    await expectNothingLost(target, sent);
  };

  it('140 under an embedded database is 503 until there is space', () =>
    onDisk((disk) =>
      withTarget(`sqlite:${disk.path}/events.db`, (target) => recovers(target, disk)),
    ));

  describeOwnServer('of a server', (start) => {
    const withServer = async (
      binaryLog: boolean,
      work: (target: Target, disk: SmallDisk) => Promise<void>,
    ): Promise<void> =>
      onDisk(async (disk) => {
        const server = await start({ disk, binaryLog });
        try {
          await withTarget(server.databaseUrl, (target) => work(target, disk));
        } finally {
          server.stop();
        }
      });

    it('140 is 503 until there is space, and nothing must be started again', () =>
      withServer(false, recovers));

    it('140 is answered in time where the server itself waits for space, as for its binary log', () =>
      withServer(true, async (target, disk) => {
        const sent = await attack(target, disk);
        for (const id of acknowledged(sent)) {
          const { data } = await target.ask('query ($id: ID!) { event(id: $id) { id } }', { id });
          expect(data).toEqual({ event: { id } });
        }
      }));
  });
});
