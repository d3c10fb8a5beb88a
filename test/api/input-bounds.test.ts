import { connect } from 'node:net';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway, startGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import {
  ingest,
  ingestText,
  INGEST,
  INGEST_TEXT,
  publish,
  PUBLISH,
  statuses,
} from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';

const MB = 1024 * 1024;
const COUNTS =
  'mutation ($body: JSON!) { ingestCaliper(envelope: $body) { id received stored quarantined } }';

/** An object that nests `levels` deep. */
function nested(levels: number): Data {
  let value: Data = {};
  for (let level = 1; level < levels; level += 1) value = { in: value };
  return value;
}

describeEachEngine('input bounds', (engine) => {
  const gateway = sharedGateway(engine, { strictSensors: ['strict'], maxCost: 10_000_000 });

  const nothingStored = async (work: () => Promise<unknown>) => {
    const tables = ['event', 'receipt', 'quarantine', 'person', 'entity_description'];
    const count = () => Promise.all(tables.map((table) => gateway().count(table)));
    const before = await count();
    await work();
    expect(await count()).toEqual(before);
  };

  it('refuses a body of more than 8 MB with 413, and takes one below', async () => {
    const term = new Term();
    const body = (bytes: number) => {
      const event = term.navigation({ extensions: { filler: '' } });
      const text = JSON.stringify({ query: COUNTS, variables: { body: term.envelope([event]) } });
      return text.replace('"filler":""', `"filler":"${'x'.repeat(bytes - text.length)}"`);
    };
    await nothingStored(async () => {
      const refused = await gateway().post(body(8 * MB + 1));
      expect(refused.status).toBe(413);
      expect(refused.errors[0]?.extensions.code).toBe('PAYLOAD_TOO_LARGE');
    });
    const taken = await gateway().post(body(8 * MB));
    expect(taken.data?.['ingestCaliper']).toMatchObject({ stored: 1 });
  });

  it('answers a client that sends a body somewhat too large to its end, and serves its next request', async () => {
    const { hostname, port } = new URL(gateway().url);
    const socket = connect(Number(port), hostname);
    let answers = '';
    socket.on('data', (bytes) => (answers += bytes.toString('latin1')));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    const head = `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n`;
    socket.write(`${head}Content-Length: ${9 * MB}\r\n\r\n`);
    while (answers === '') await new Promise((resolve) => setTimeout(resolve, 10));
    for (let sent = 0; sent < 9; sent += 1) socket.write('x'.repeat(MB));
    socket.write(`GET /livez HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
    await closed;
    const all = [...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    expect(all).toEqual(['413', '200']);
  });

  it('takes 5,000 events in one call, and refuses 5,001 as a whole, by every door', async () => {
    const term = new Term();
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        type: 'Event',
        id: `urn:${term.sensor}:${n}`,
        actor: term.ada,
        action: 'Used',
        object: term.biology,
        eventTime: '2026-03-02T09:30:00.000Z',
      }));
    await nothingStored(async () => {
      const envelopes = [term.envelope(many(2500)), term.envelope(many(2501))];
      for (const body of [term.envelope(many(5001)), many(5001), envelopes]) {
        const refusal = { extensions: { code: 'TOO_MANY_EVENTS', required: 5000, came: 5001 } };
        expect(await gateway().fail(INGEST, { body })).toMatchObject(refusal);
        const text = JSON.stringify(body);
        expect(await gateway().fail(INGEST_TEXT, { text })).toMatchObject(refusal);
      }
      const events = Array.from({ length: 5001 }, () => hubEvent());
      const error = await gateway().fail(PUBLISH, { events });
      expect(error.extensions.code).toBe('TOO_MANY_EVENTS');
    });
    const { data } = await gateway().send(COUNTS, { body: term.envelope(many(5000)) });
    expect(data?.['ingestCaliper']).toMatchObject({ received: 5000, stored: 5000 });
  });

  it('takes an event that nests 30 levels deep, and keeps one of 31 in quarantine', async () => {
    const term = new Term();
    const body = [29, 30].map((levels) => term.navigation({ extensions: nested(levels) }));
    for (const take of [
      ingest,
      (at: never, value: unknown) => ingestText(at, JSON.stringify(value)),
    ]) {
      const receipt = await take(gateway() as never, body);
      expect(statuses(receipt)[1]).toBe('QUARANTINED');
      expect(statuses(receipt)[0]).not.toBe('QUARANTINED');
      expect(receipt['outcomes'][1].problems[0].code).toBe('PAYLOAD_TOO_DEEP');
    }
  });

  it('takes hub data that nests 30 levels deep, and rejects what nests 31', async () => {
    const events = [30, 31].map((levels) => hubEvent({ publisherEventData: nested(levels) }));
    const receipt = await publish(gateway(), events);
    expect(statuses(receipt)).toEqual(['STORED', 'REJECTED']);
    expect(receipt['outcomes'][1].problems[0].code).toBe('TOO_DEEP');
  });

  it('keeps an event that holds more than it may in quarantine, by every door, and may be told how much', async () => {
    const small = await startGateway(engine, { maxEventValues: 100 });
    try {
      const term = new Term();
      const body = [10, 100].map((values) =>
        term.navigation({ extensions: { list: Array(values).fill(1) } }),
      );
      for (const receipt of [
        await ingest(small, body),
        await ingestText(small, JSON.stringify(body)),
      ]) {
        expect(statuses(receipt)[1]).toBe('QUARANTINED');
        expect(statuses(receipt)[0]).not.toBe('QUARANTINED');
        expect(receipt['outcomes'][1].problems[0].code).toBe('PAYLOAD_TOO_LARGE');
      }
      const answer = await fetch(`${small.url}/caliper`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(200);
      expect(await small.count('event')).toBe(1);
      expect(await small.count('quarantine')).toBeGreaterThan(0);
    } finally {
      await small.close();
    }
  });

  it('keeps a body that nests 100,000 levels deep in quarantine, or refuses it', async () => {
    const text = `[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]`;
    expect(statuses(await ingestText(gateway(), text))).toEqual(['QUARANTINED']);
    const lists = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    await nothingStored(async () => {
      const query = JSON.stringify(COUNTS);
      const { errors } = await gateway().post(`{"query":${query},"variables":{"body":${lists}}}`);
      expect(errors[0]?.extensions.code).toBe('PAYLOAD_TOO_DEEP');
      const document = `{ validateCaliper(envelope: ${lists.slice(95_000, 105_000)}) { errors } }`;
      const answer = await gateway().post(JSON.stringify({ query: document }));
      expect(answer.status).toBe(400);
      expect(answer.errors[0]?.extensions.code).toBe('PAYLOAD_TOO_DEEP');
    });
  });

  it('takes ids of 2,048 characters, and keeps events with longer ones in quarantine', async () => {
    const term = new Term();
    const iri = (length: number) => `${term.site}/`.padEnd(length - 1, 'é') + 'x';
    const member = (length: number) => ({ member: iri(length), organization: iri(length) });
    const events = [2048, 2049].flatMap((length) => [
      term.navigation({ id: iri(length) }),
      term.navigation({ actor: iri(length) }),
      term.navigation({ object: iri(length), session: iri(length) }),
      term.navigation({ group: { id: iri(length), type: 'CourseOffering' } }),
      term.navigation({ membership: term.membership(term.ada, [], member(length)) }),
    ]);
    const receipt = await ingest(gateway(), term.envelope(events));
    expect(statuses(receipt).slice(0, 5)).toEqual(Array(5).fill('STORED'));
    expect(statuses(receipt).slice(5)).toEqual(Array(5).fill('QUARANTINED'));
    expect(receipt['outcomes'][5].problems).toMatchObject([{ code: 'TOO_LONG', path: '/id' }]);
  });

  it.each([
    ['a sensor', { sensor: 's'.repeat(2049) }, { sensor: 's'.repeat(2048) }],
    ['a dataVersion', { dataVersion: 'd'.repeat(2049) }, {}],
    ['a sensor with half a surrogate pair', { sensor: '\ud800' }, { sensor: '\ud83d\ude00' }],
    ['a sensor with U+0000', { sensor: 'a\u0000' }, { sensor: 'a' }],
  ])(
    'keeps an envelope with %s that no column can hold, and takes its neighbour',
    async (_, bad, good) => {
      const term = new Term();
      const bodies = [bad, good].map((more) => term.envelope([term.navigation()], more));
      const receipt = await ingest(gateway(), bodies);
      expect(statuses(receipt)).toEqual(['QUARANTINED', 'STORED']);
      const { quarantine } = await gateway().ask(
        'query ($id: ID!) { quarantine(filter: {receiptId: $id}) { edges { node { sensor rawText } } } }',
        { id: receipt['id'] },
      );
      expect(JSON.parse(quarantine.edges[0].node.rawText)).toMatchObject(bad);
    },
  );

  it('takes terms of 256 characters, and never loses an event to a longer one', async () => {
    const term = new Term();
    const words = [256, 257].map((length) => 'T'.repeat(length));
    for (const name of ['type', 'action', 'profile']) {
      const events = words.map((word) => term.navigation({ [name]: word }));
      const [fits, tooLong] = statuses(await ingest(gateway(), term.envelope(events)));
      expect([name, fits]).toEqual([name, 'STORED']);
      expect([name, tooLong]).toEqual([name, name === 'profile' ? 'STORED' : 'QUARANTINED']);
    }
    const more = words.flatMap((word) => [
      term.navigation({ object: { id: 'urn:x:1', type: word } }),
      term.navigation({ membership: term.membership(term.ada, [word], { status: word }) }),
      term.navigation({
        group: term.course({ courseNumber: word.repeat(5), name: word.repeat(5) }),
      }),
      term.navigation({
        actor: term.person(term.ada, { name: word.repeat(5), email: word.repeat(5) }),
      }),
    ]);
    expect(new Set(statuses(await ingest(gateway(), term.envelope(more))))).toEqual(
      new Set(['STORED']),
    );
  });

  it('keeps a call of many events that break many rules each, more than a receipt can list', async () => {
    const term = new Term();
    const bad = (n: number) => ({
      type: 'AssignableEvent',
      eventTime: n,
      actor: { id: n, name: 1, type: 'Person', description: 3, extensions: 5, dateCreated: 'x' },
      object: { type: 'AssignableDigitalResource', id: 5, name: 4, maxScore: 'x', keywords: 1 },
      group: { type: 'CourseOffering', courseNumber: 7, academicSession: 8, name: 9 },
      membership: { type: 'Membership', roles: 4, status: 6, member: 4, organization: 4 },
      session: { type: 'Session', user: 4, startedAtTime: 3, endedAtTime: 'x' },
      edApp: { type: 'SoftwareApplication', id: 2, name: 1, description: 2, version: 7 },
      ['é'.repeat(150)]: n,
    });
    const body = term.envelope(
      Array.from({ length: 1500 }, (_, n) => bad(n)),
      { sensor: 'strict' },
    );
    const { data, text } = await gateway().send(COUNTS, { body });
    expect([text.slice(0, 200), data?.['ingestCaliper'].quarantined]).toEqual([
      expect.any(String),
      1500,
    ]);
    const id = data?.['ingestCaliper'].id as string;
    const again = await gateway().send(
      'query ($id: ID!) { receipt(id: $id) { quarantined outcomes { problems { code } } } }',
      { id },
    );
    const outcomes: Data[] = again.data?.['receipt'].outcomes;
    expect(outcomes).toHaveLength(1500);
    expect(outcomes.every(({ problems }) => problems.length > 0)).toBe(true);
  });

  it.each(['501', '-1', '2147483647'])('refuses a page of %s', async (size) => {
    for (const [list, argument] of [
      ['events', 'first'],
      ['events', 'last'],
      ['quarantine', 'first'],
      ['persons', 'last'],
      ['courses', 'first'],
      ['memberships', 'first'],
    ]) {
      const error = await gateway().fail(`{ ${list}(${argument}: ${size}) { edges { cursor } } }`);
      expect(error.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        path: argument,
        came: size,
      });
    }
    const nestedPage = `{ courses { edges { node { events(first: ${size}) { edges { cursor } } } } } }`;
    expect((await gateway().fail(nestedPage)).extensions.code).toBe('BAD_USER_INPUT');
  });

  it('takes pages of 0 and of 500, and 20 by default', async () => {
    const term = new Term();
    await ingest(gateway(), term.envelope(Array.from({ length: 22 }, () => term.navigation())));
    const length = async (page: string) =>
      (
        await gateway().ask(
          `query ($sensor: String) { events(${page} filter: {sensor: $sensor}) { edges { cursor } } }`,
          {
            sensor: term.sensor,
          },
        )
      )['events'].edges.length as number;
    expect(await length('first: 0')).toBe(0);
    expect(await length('first: 500')).toBe(22);
    expect(await length('')).toBe(20);
    expect(await length('first: null, last: null')).toBe(20);
  });

  it('takes 100 values in each list of a filter, and refuses 101', async () => {
    const query = 'query ($filter: EventFilter) { events(filter: $filter) { edges { cursor } } }';
    for (const name of ['types', 'actions', 'roles', 'programIds']) {
      const list = (length: number) => ({ filter: { [name]: Array(length).fill('a') } });
      expect((await gateway().send(query, list(100))).errors).toEqual([]);
      const { errors } = await gateway().send(query, list(101));
      expect(errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        path: `filter.${name}`,
      });
      const activity = `query ($filter: EventFilter!) { activity(filter: $filter, bucket: DAY) { count } }`;
      expect((await gateway().send(activity, list(101))).errors[0]?.extensions.code).toBe(
        'BAD_USER_INPUT',
      );
    }
  });

  it('refuses nested lists that together ask for more than 50,000 rows', async () => {
    const term = new Term();
    const groups = Array.from({ length: 101 }, (_, n) => ({
      id: `${term.site}/courses/${n}`,
      type: 'CourseOffering',
    }));
    await ingest(
      gateway(),
      term.envelope(groups.map((group) => term.navigation({ group, membership: null }))),
    );
    const error = await gateway().fail(
      '{ courses(first: 500) { edges { node { events(first: 500) { edges { cursor } } } } } }',
    );
    expect(error.extensions.code).toBe('QUERY_TOO_LARGE');
  });
});
