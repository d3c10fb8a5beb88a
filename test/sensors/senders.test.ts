import { UnavailableError } from '../../src/storage/storage-error';
import { describeEachEngine } from '../kit/engines';
import { type Fault, FaultyLine } from '../kit/faulty-line';
import { sharedGateway } from '../kit/gateway';
import { items } from '../kit/gql';
import { type Sender, SenderAtWork } from './sender';
import { storedTexts } from '../kit/stored-texts';

const ANY_SUCCESS = Array.from({ length: 100 }, (_, n) => 200 + n);

/** Senders, as their code or their documentation shows them. */
const SENDERS: readonly Sender[] = [
  {
    name: 'caliper-php',
    key: 'raw',
    body: 'envelope',
    ids: 'urn',
    accepts: [200],
    resends: 'same',
  },
  {
    name: 'caliper-python',
    key: 'Bearer',
    body: 'envelope',
    ids: 'urn',
    accepts: [200, 201],
    resends: 'same',
  },
  {
    name: 'caliper-java',
    key: 'raw',
    body: 'envelope',
    ids: 'urn',
    accepts: [200, 201, 202],
    resends: 'same',
  },
  {
    name: 'caliper-net',
    key: 'raw',
    body: 'envelope',
    ids: 'urn',
    accepts: ANY_SUCCESS,
    resends: 'same',
  },
  {
    name: 'caliper-js',
    key: 'raw',
    body: 'envelope',
    ids: 'urn',
    accepts: ANY_SUCCESS,
    resends: 'nothing',
  },
  {
    name: 'caliper-ruby',
    key: 'path',
    body: 'envelope',
    ids: 'urn',
    accepts: ANY_SUCCESS,
    resends: 'same',
  },
  {
    name: 'Blackboard Learn, envelopes',
    key: 'raw',
    body: 'envelope',
    ids: 'bare',
    accepts: ANY_SUCCESS,
    resends: 'same',
  },
  {
    name: 'Blackboard Learn, single events',
    key: 'raw',
    body: 'event',
    ids: 'bare',
    accepts: ANY_SUCCESS,
    resends: 'same',
  },
  {
    name: 'Blackboard Learn, Caliper 1.0',
    key: 'raw',
    body: 'envelope',
    ids: 'none',
    accepts: ANY_SUCCESS,
    resends: 'same',
  },
  {
    name: 'Canvas',
    key: 'Bearer',
    body: 'envelope',
    ids: 'urn',
    accepts: ANY_SUCCESS,
    resends: 'same',
    type: 'application/ld+json',
  },
  {
    name: 'Moodle’s plugin',
    key: 'raw',
    body: 'envelope',
    ids: 'none',
    accepts: [200],
    resends: 'everything',
  },
  {
    name: 'Open edX',
    key: 'Bearer',
    body: 'array of envelopes',
    ids: 'urn',
    accepts: ANY_SUCCESS,
    resends: 'same',
  },
  {
    name: 'a sender of many events, compressed',
    key: 'apikey',
    body: 'array of events',
    ids: 'urn',
    accepts: [200],
    resends: 'same',
    gzip: true,
  },
  {
    name: 'a sender with a user and a password',
    key: 'Basic',
    body: 'envelope',
    ids: 'urn',
    accepts: [200],
    resends: 'same',
  },
];

/** What the tries of one request meet, one after the other; the next try meets nothing. */
const TROUBLES: readonly (readonly (Fault | 'unavailable')[])[] = [
  ['none'],
  ['cut before'],
  ['cut within'],
  ['cut after'],
  ['twice'],
  ['slow'],
  ['unavailable'],
  ['cut after', 'cut before', 'twice'],
  ['cut within', 'cut after', 'cut after'],
  ['none'],
];
/** Troubles that keep a request from arriving whole, or from being taken in. */
const KEEPS_OUT = new Set<string>(['cut before', 'cut within', 'unavailable']);
const BATCH = 5;

describeEachEngine('over a line that breaks, nothing is lost and nothing doubled:', (engine) => {
  const gateway = sharedGateway(engine, { auth: 'on' });
  let line: FaultyLine;
  beforeAll(async () => void (line = await FaultyLine.to(gateway().url)));
  afterAll(() => line.close());

  it.each(SENDERS)('$name', async (sender) => {
    const { key } = await gateway().issue(['caliper:ingest']);
    const work = new SenderAtWork(sender, `${line.url}/caliper`, key);
    const before = await totals();
    const made: string[] = [];
    const arrives: string[] = [];
    for (const troubles of TROUBLES) {
      const events = work.make(BATCH);
      const names = events.map(({ extensions }) => extensions.of as string);
      made.push(...names);
      if (!KEEPS_OUT.has(troubles[0] as string)) arrives.push(...names);
      const restore = troubles[0] === 'unavailable' ? failOnce() : () => undefined;
      line.plan(troubles.flatMap((trouble) => (trouble === 'unavailable' ? [] : [trouble])));
      await work.send(events);
      restore();
    }
    const expected = sender.resends === 'nothing' ? arrives : made;
    expect((await storedBy(work)).sort()).toEqual([...expected].sort());

    const after = await totals();
    expect(after.events - before.events).toBe(expected.length);
    expect(after.bodies).toBe(after.events);
    expect(after.quarantined).toBe(0);
    expect(after.received).toBe(after.stored + after.duplicates);
    expect(after.stored).toBe(after.events);
    if (sender.resends !== 'nothing') expect(after.duplicates).toBeGreaterThan(before.duplicates);
    for (const shown of gateway().log) expect(shown).not.toContain(key);
  });

  /** The next write finds no database. */
  function failOnce(): () => void {
    const { database } = gateway().app;
    const real = database.transaction.bind(database);
    let failed = false;
    const spy = jest.spyOn(database, 'transaction').mockImplementation((name, work) => {
      if (failed || name !== 'events.write') return real(name, work);
      failed = true;
      return Promise.reject(new UnavailableError('LOST', 'the connection was lost'));
    });
    return () => {
      expect(failed).toBe(true);
      spy.mockRestore();
    };
  }

  /** The names of the events that the gateway has of a sender, one for each that is stored. */
  async function storedBy({ term }: SenderAtWork): Promise<string[]> {
    const reader = await gateway().withKey(['events:read', 'pii:read']);
    const { events } = await reader.ask(
      'query ($objectId: String) { events(filter: { objectId: $objectId }, first: 500) { edges { node { raw } } } }',
      { objectId: `${term.site}/pages/1` },
    );
    return items(events.edges).map(({ node }) => node.raw.extensions.of as string);
  }

  /** What the database has, and what the receipts say that it has. */
  async function totals() {
    const [row] = await gateway().app.database.sql.rows<Record<string, string | number | null>>(
      'test.totals',
      'SELECT SUM(`received`) AS `received`, SUM(`stored`) AS `stored`, SUM(`duplicates`) AS `duplicates` FROM receipt WHERE tenant_id = ?',
      [gateway().tenantId],
    );
    const sum = (name: string) => Number(row?.[name] ?? 0);
    return {
      received: sum('received'),
      stored: sum('stored'),
      duplicates: sum('duplicates'),
      events: await gateway().count('event'),
      bodies: (await storedTexts(gateway().app.database.sql, gateway().tenantId)).length,
      quarantined: await gateway().count('quarantine'),
    };
  }
});
