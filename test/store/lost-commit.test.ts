import { attribution } from '../../src/events/attribution';
import { EventWriter } from '../../src/events/event-writer';
import { prepareHubEvent } from '../../src/events/prepare-hub';
import type { PreparedIngest } from '../../src/events/prepared';
import { WRITE_QUEUE_LIMITS } from '../../src/events/write-queue';
import { readHubEvent } from '../../src/hub/hub-event';
import { newId } from '../../src/kernel/id';
import type { Database } from '../../src/storage/database';
import { DatabaseLine } from '../kit/database-line';
import { describeEachEngine } from '../kit/engines';
import { databaseUrl, type Gateway, startGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { newTenant } from '../kit/new-tenant';
import { eventIds, ingest, nodes, publish, statuses } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';
import { storedTexts } from '../kit/stored-texts';

const TEXTS = `query ($sensor: String!) {
  events(filter: { sensor: $sensor }, first: 100) { edges { node { id rawText } } }
}`;

describeEachEngine('a commit whose answer is lost', (engine) => {
  it('is written again, and stands as it was', async () => {
    const database = await engine.open();
    const twice: Database = {
      dialect: database.dialect,
      sql: database.sql,
      pool: database.pool,
      observe: (listener) => database.observe(listener),
      close: () => database.close(),
      transaction: async (name, work) => {
        await database.transaction(name, work);
        return database.transaction(name, work);
      },
    };
    const call: PreparedIngest = {
      tenantId: newTenant(),
      subject: 'local',
      receiptId: newId(),
      source: 'HUB',
      receivedAt: '2026-06-01 00:00:00.000',
      items: [prepareHubEvent(readHubEvent(hubEvent()))],
    };
    const [receipt] = await new EventWriter(twice, attribution(database)).write([call]);
    expect(receipt?.outcomes).toMatchObject([{ status: 'STORED' }]);
    expect(await storedTexts(database.sql, call.tenantId)).toHaveLength(1);
  });

  // An embedded database has no line that could break.
  if (engine.name === 'sqlite') return;

  let line: DatabaseLine;
  let gateway: Gateway;
  beforeAll(async () => {
    line = await DatabaseLine.to(databaseUrl(engine));
    gateway = await startGateway(engine, { databaseUrl: line.url });
  });
  afterAll(async () => {
    await gateway?.close();
    await line?.close();
  });

  /** Loses the answer to the commit of what `work` sends, which has been done. */
  async function losing<T>(work: () => Promise<T>, passes = 0): Promise<T> {
    const before = line.lost;
    line.loseAnswerTo('/* events.write */ COMMIT', passes);
    const done = await work();
    expect(line.lost).toBe(before + 1);
    return done;
  }
  const stored = async (term: Term): Promise<Map<string, string>> => {
    const { events } = await gateway.ask(TEXTS, { sensor: term.sensor });
    return new Map(
      nodes(events as Data).map(({ id, rawText }) => [id as string, rawText as string]),
    );
  };

  it('is told as what it was: the events are stored, once, with their texts', async () => {
    const term = new Term();
    const sent = Array.from({ length: 30 }, (_, n) => term.navigation({ extensions: { n } }));
    const receipt = await losing(() => ingest(gateway, term.envelope(sent)));
    expect(statuses(receipt)).toEqual(sent.map(() => 'STORED'));
    const ids = eventIds(receipt) as string[];
    expect(await stored(term)).toEqual(
      new Map(ids.map((id, at) => [id, JSON.stringify(sent[at])])),
    );
    expect(await gateway.count('receipt')).toBe(1);
  });

  it('tells duplicates and conflicts from what it stored itself', async () => {
    const term = new Term();
    const [old, fresh] = [term.navigation(), term.navigation({ n: 1 })];
    await ingest(gateway, term.envelope([old]));
    const receipt = await losing(() =>
      ingest(gateway, term.envelope([old, { ...old, n: 2 }, fresh])),
    );
    expect(statuses(receipt)).toEqual(['DUPLICATE', 'QUARANTINED', 'STORED']);
    expect([...(await stored(term)).values()].sort()).toEqual(
      [old, fresh].map((event) => JSON.stringify(event)).sort(),
    );
    expect(await gateway.count('quarantine')).toBe(1);
  });

  it('keeps the calls that shared it from failing', async () => {
    const events = Array.from({ length: 40 }, () => hubEvent());
    // The first calls have transactions of their own: those that wait for them share the next one.
    const receipts = await losing(
      () => Promise.all(events.map((event) => publish(gateway, [event]))),
      WRITE_QUEUE_LIMITS.sharedFrom,
    );
    expect(receipts.flatMap(statuses)).toEqual(events.map(() => 'STORED'));
    expect(new Set(receipts.flatMap(eventIds)).size).toBe(events.length);
  });
});
