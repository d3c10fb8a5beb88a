import { eventServices } from '../../src/events/event-services';
import { EventWriter } from '../../src/events/event-writer';
import { IngestService } from '../../src/events/ingest.service';
import type { PreparedIngest, WrittenReceipt } from '../../src/events/prepared';
import { WriteQueue } from '../../src/events/write-queue';
import { systemClock } from '../../src/kernel/clock';
import { writeCursor } from '../../src/kernel/page';
import { localPrincipal } from '../../src/kernel/principal';
import { wholeTenant } from '../../src/kernel/reach';
import { DEFAULT_REDACTION, Redaction } from '../../src/redaction/redaction';
import { describeEachEngine } from '../kit/engines';
import { type Gateway, sharedGateway, startGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { eventIds, ingest, nodes } from '../kit/operations';
import { Term } from '../kit/payloads';

const PAGE =
  'edges { cursor node { id occurredAt } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const ORDERS = ['OCCURRED_DESC', 'OCCURRED_ASC', 'RECEIVED_ASC', 'RECEIVED_DESC'] as const;

describeEachEngine('pages of events', (engine) => {
  const gateway = sharedGateway(engine);
  const term = new Term();
  /** In the order in which they came in. */
  let all: string[];
  let occurred: string[];
  const parents: Record<string, string> = {};

  beforeAll(async () => {
    // Two events of each instant, and the latest first: no two orders are alike.
    const data = Array.from({ length: 8 }, (_, n) => {
      return term.navigation({ eventTime: `2026-03-0${4 - (n >> 1)}T00:00:00.000Z` });
    });
    const receipts: Data[] = [];
    for (const at of [0, 3, 6]) {
      receipts.push(await ingest(gateway(), term.envelope(data.slice(at, at + 3))));
    }
    all = receipts.flatMap(eventIds) as string[];
    occurred = [6, 7, 4, 5, 2, 3, 0, 1].map((at) => all[at] as string);
    const { event } = await gateway().ask(
      'query ($id: ID!) { event(id: $id) { person { id } course { id } membership { id } } }',
      { id: all[0] },
    );
    for (const kind of ['person', 'course', 'membership']) parents[kind] = event[kind].id;
  });

  const inOrder = (order: (typeof ORDERS)[number]): string[] => {
    const list = order.startsWith('OCCURRED') ? occurred : all;
    return order.endsWith('DESC') ? [...list].reverse() : list;
  };
  /** One document for each parent, whatever the arguments. */
  const listOf = (parent: string): string => {
    const variables =
      '$filter: EventFilter, $order: EventOrder, $first: Int, $after: String, $last: Int, $before: String';
    const list = `events(filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before) { ${PAGE} }`;
    return parent === 'root'
      ? `query (${variables}) { ${list} }`
      : `query (${variables}, $id: ID!) { ${parent}(id: $id) { ${list} } }`;
  };
  const withParent = (parent: string, args: Data): Data =>
    parent === 'root'
      ? { filter: { sensor: term.sensor }, ...args }
      : { id: parents[parent], ...args };
  const read = async (parent: string, args: Data): Promise<Data> => {
    const data = await gateway().ask(listOf(parent), withParent(parent, args));
    return parent === 'root' ? data['events'] : data[parent].events;
  };
  const ids = (connection: Data) => nodes(connection).map(({ id }) => id as string);

  describe.each(['root', 'person', 'course', 'membership'])('of %s', (parent) => {
    it.each(ORDERS)('walk %s forward and backward, one by one and by threes', async (order) => {
      const expected = inOrder(order);
      for (const size of [1, 3]) {
        const forward: string[] = [];
        let cursor: string | null = null;
        for (;;) {
          const page: Data = await read(parent, { order, first: size, after: cursor });
          expect(page['pageInfo'].hasPreviousPage).toBe(cursor !== null);
          expect(page['pageInfo'].startCursor).toBe(page['edges'][0].cursor);
          forward.push(...ids(page));
          cursor = page['pageInfo'].endCursor;
          if (!page['pageInfo'].hasNextPage) break;
        }
        expect(forward).toEqual(expected);
        const backward: string[] = [];
        cursor = null;
        for (;;) {
          const page: Data = await read(parent, { order, last: size, before: cursor });
          expect(page['pageInfo'].hasNextPage).toBe(cursor !== null);
          backward.unshift(...ids(page));
          cursor = page['pageInfo'].startCursor;
          if (!page['pageInfo'].hasPreviousPage) break;
        }
        expect(backward).toEqual(expected);
      }
    });

    it('stand between two cursors', async () => {
      const order = 'OCCURRED_ASC';
      const { edges } = await read(parent, { order });
      const [after, before] = [edges[0].cursor, edges[7].cursor];
      expect(ids(await read(parent, { order, after, before }))).toEqual(occurred.slice(1, 7));
      expect(ids(await read(parent, { order, after, before, last: 2 }))).toEqual(
        occurred.slice(5, 7),
      );
      expect(await read(parent, { order, after: before })).toEqual({
        edges: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      });
    });

    it('refuse first together with last, and cursors that are of no such list', async () => {
      const { edges } = await read(parent, { order: 'OCCURRED_ASC' });
      const forged = [
        'nonsense',
        '',
        edges[0].cursor,
        writeCursor('OCCURRED_DESC', []),
        writeCursor('OCCURRED_DESC', ['2026-03-01 00:00:00.000']),
        writeCursor('OCCURRED_DESC', ['2026-03-01 00:00:00.000', "' OR 1 = 1 --"]),
        writeCursor('OCCURRED_DESC', ['yesterday', all[0] as string]),
        writeCursor('OCCURRED_DESC', ['2026-03-01T00:00:00.000', all[0] as string]),
        Buffer.from('["OCCURRED_DESC", {"a": 1}, null]').toString('base64url'),
        'x'.repeat(1025),
      ];
      const fails = (args: Data) => gateway().fail(listOf(parent), withParent(parent, args));
      for (const cursor of forged) {
        for (const name of ['after', 'before']) {
          const error = await fails({ [name]: cursor });
          expect([cursor, error.extensions]).toMatchObject([
            cursor,
            { code: 'BAD_USER_INPUT', path: name },
          ]);
        }
      }
      for (const place of [
        ['1'],
        ['1', '2', '3'],
        ['-1', '0'],
        ['1e3', '0'],
        ['9'.repeat(16), '0'],
      ]) {
        const cursor = writeCursor('RECEIVED_ASC', place);
        const error = await fails({ order: 'RECEIVED_ASC', after: cursor });
        expect(error.extensions.code).toBe('BAD_USER_INPUT');
      }
      expect((await fails({ first: 1, last: 1 })).extensions.code).toBe('BAD_USER_INPUT');
    });
  });

  it('give each of many parents its own page', async () => {
    const many = new Term();
    const groups = Array.from({ length: 7 }, (_, n) => `${many.site}/courses/${n}`);
    const data = groups.flatMap((id, n) =>
      Array.from({ length: n }, (_, m) =>
        many.navigation({
          group: { id, type: 'CourseOffering', name: `C${n}` },
          membership: null,
          eventTime: `2026-03-02T00:00:0${m}.000Z`,
        }),
      ),
    );
    await ingest(gateway(), many.envelope(data));
    const { courses } = await gateway().ask(
      '{ courses(first: 500) { edges { node { name two: events(first: 2) { edges { node { occurredAt } } pageInfo { hasNextPage } } four: events(last: 4, orderBy: OCCURRED_ASC) { edges { node { id } } } } } } }',
    );
    const found = new Map(
      nodes(courses).map(({ name, two, four }) => [
        name,
        [two.edges.length, two.pageInfo.hasNextPage, four.edges.length],
      ]),
    );
    for (const n of [1, 2, 3, 4, 5, 6]) {
      expect([n, found.get(`C${n}`)]).toEqual([n, [Math.min(n, 2), n > 2, Math.min(n, 4)]]);
    }
  });

  it('neither skip nor repeat an event while others are taken in', async () => {
    for (const order of ORDERS) {
      const busy = new Term();
      const one = (day: number) =>
        busy.navigation({ eventTime: `2026-04-${String(day).padStart(2, '0')}T00:00:00.000Z` });
      const receipt = await ingest(gateway(), busy.envelope([2, 6, 4, 10, 8].map(one)));
      const seen: string[] = [];
      let after = '';
      for (let day = 1; ; day += 2) {
        const { data, text } = await gateway().send(
          `{ events(filter: {sensor: "${busy.sensor}"}, orderBy: ${order}, first: 1 ${after}) { ${PAGE} } }`,
        );
        if (!data) throw new Error(text);
        seen.push(...ids(data['events']));
        if (!data['events'].pageInfo.hasNextPage || day > 29) break;
        after = `, after: "${data['events'].pageInfo.endCursor}"`;
        await ingest(gateway(), busy.envelope([one(day)]));
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(eventIds(receipt)));
    }
  });

  it('of the feed never miss an event that commits late', async () => {
    const own = await startGateway(engine);
    try {
      const late = new Term();
      const { database } = own.app;
      const feed = async (after: string | null): Promise<Data> =>
        (
          await sendOnce(
            own,
            'query ($after: String) { events(orderBy: RECEIVED_ASC, after: $after, first: 500) { edges { cursor node { id } } pageInfo { endCursor } } }',
            { after },
          )
        )['events'];
      await ingest(own, late.envelope([late.navigation()]));
      let written: string[] = [];
      let commit = () => {};
      const held = new Promise<void>((resolve) => (commit = resolve));
      // The same writer as the gateway's, in a transaction that stays open after it has written.
      const slow = new EventWriter(database, async () => {});
      const queue = new WriteQueue(
        (ingests: readonly PreparedIngest[]): Promise<WrittenReceipt[]> =>
          database.transaction('test.slow', async (sql) => {
            const receipts = await slow.writeIn(sql, ingests);
            if (engine.name !== 'sqlite') await held;
            return receipts;
          }),
      );
      const service = new IngestService(queue, systemClock, {
        maxItems: 10,
        isStrict: () => false,
        redaction: new Redaction(DEFAULT_REDACTION),
      });
      const pending = service
        .ingestCaliper(localPrincipal(own.tenantId), late.envelope([late.navigation()]))
        .then(({ outcomes }) => (written = outcomes.map(({ eventId }) => eventId as string)));
      await new Promise((resolve) => setTimeout(resolve, 100));
      const meanwhile = await ingest(
        own,
        late.envelope([
          late.navigation({ actor: `${late.site}/users/eve`, group: null, membership: null }),
        ]),
      );
      const seen = await feed(null);
      if (engine.name !== 'sqlite') expect(nodes(seen)).toHaveLength(2);
      expect(nodes(seen).map(({ id }) => id)).toContain(eventIds(meanwhile)[0]);
      commit();
      await pending;
      const more = await feed(seen['pageInfo'].endCursor);
      const everything = [...nodes(seen), ...nodes(more)].map(({ id }) => id as string);
      expect(everything).toEqual(expect.arrayContaining(written));
      expect(new Set(everything).size).toBe(3);
      expect(everything).toHaveLength(3);
    } finally {
      await own.close();
    }
  });

  it('of the feed are the same for readers that place the same receipts at once', async () => {
    const own = await startGateway(engine);
    try {
      const busy = new Term();
      await Promise.all(
        Array.from({ length: 12 }, () =>
          ingest(own, busy.envelope([busy.navigation(), busy.navigation()])),
        ),
      );
      const query =
        '{ events(orderBy: RECEIVED_ASC, first: 500) { edges { cursor node { id } } } }';
      const readers = await Promise.all(Array.from({ length: 6 }, () => sendOnce(own, query)));
      const [first] = readers;
      expect(nodes(first?.['events'])).toHaveLength(24);
      for (const reader of readers) expect(reader).toEqual(first);
      const cursors = items(first?.['events'].edges).map(({ cursor }) => cursor as string);
      expect(new Set(cursors).size).toBe(24);
    } finally {
      await own.close();
    }
  });

  it('are of one tenant: another sees nothing of them', async () => {
    const other = await startGateway(engine);
    try {
      for (const order of ORDERS) {
        expect(
          (await other.ask(`{ events(orderBy: ${order}) { edges { cursor } } }`))['events'].edges,
        ).toEqual([]);
      }
      expect(await other.ask('query ($id: ID!) { event(id: $id) { id } }', { id: all[0] })).toEqual(
        { event: null },
      );
      const services = eventServices(other.app.database, systemClock, {
        maxItems: 1,
        isStrict: () => false,
        redaction: new Redaction(DEFAULT_REDACTION),
      });
      expect((await services.events.byIds(wholeTenant(other.tenantId), all)).size).toBe(0);
    } finally {
      await other.close();
    }
  });
});

async function sendOnce(gateway: Gateway, query: string, variables: Data = {}): Promise<Data> {
  const { data, text } = await gateway.send(query, variables);
  if (!data) throw new Error(text);
  return data;
}
