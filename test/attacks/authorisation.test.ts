import { newId } from '../../src/kernel/id';
import { localPrincipal } from '../../src/kernel/principal';
import { describeEachEngine } from '../kit/engines';
import type { Data, GqlClient } from '../kit/gql';
import { newTenant } from '../kit/new-tenant';
import { ingest, ingestText, nodes, publish, PUBLISH, replay, statuses } from '../kit/operations';
import { hubEvent } from '../kit/payloads';
import { Readers } from '../kit/readers';

describeEachEngine('what a credential may do', (engine) => {
  let readers: Readers;
  beforeAll(async () => void (readers = await Readers.start(engine)));
  afterAll(() => readers?.stop());

  const code = async (client: GqlClient, query: string): Promise<unknown> =>
    (await client.send(query)).errors[0]?.extensions.code;
  const sensorKey = (sensor: string, more: Parameters<Readers['key']>[0] = []) =>
    readers.key(['caliper:ingest', 'pii:read', ...more], { sensors: [sensor] });

  it('92 ids of another tenant are nobody’s', async () => {
    const { key } = await readers.gateway.app.keys.create(localPrincipal(newTenant()), {
      name: 'another',
      scopes: ['admin', 'pii:read'],
    });
    const other = readers.gateway.as(key);
    const { ids } = readers;
    for (const [field, id] of [
      ['person', ids['ada']],
      ['course', ids['biology']],
    ] as const) {
      const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
      expect(await other.ask(query, { id })).toEqual({ [field]: null });
    }
    // 103: another tenant's idempotency key is no business of this one.
    const event = hubEvent();
    const ours = await publish(await readers.key(['hub:publish']), [event]);
    expect([statuses(ours), statuses(await publish(other, [event]))]).toEqual([
      ['STORED'],
      ['STORED'],
    ]);
  });

  it('93 entities that are not reached are null, each in its slot', async () => {
    const { ids } = readers;
    const representations = ['ben', 'ada', 'cyd'].map((name) => ({
      __typename: 'Person',
      id: ids[name],
    }));
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { id } } }';
    const found = await (await readers.user('ada')).ask(query, { r: representations });
    expect(found['_entities']).toEqual([null, { id: ids['ada'] }, null]);
  });

  it('94 every hop is held to the reach, not only the first', async () => {
    const ada = await readers.user('ada');
    const data =
      await ada.ask(`{ events(first: 10) { edges { node { course { memberships { edges { node {
      person { id events { edges { node { course { id } person { id } } } } } } } } } } } } }`);
    const persons = [...JSON.stringify(data).matchAll(/"person":\{"id":"([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(persons)).toEqual(new Set([readers.ids['ada']]));
  });

  it('95 requests of different readers at once share nothing', async () => {
    const clients = await Promise.all(['ada', 'ivy', 'nobody'].map((name) => readers.user(name)));
    const query = '{ persons { edges { node { id } } } }';
    const rounds = await Promise.all(
      Array.from({ length: 30 }, (_, at) => (clients[at % 3] as GqlClient).send(query)),
    );
    const counts = rounds.map(({ data }) => nodes((data as Data)['persons']).length);
    expect(counts).toEqual(Array.from({ length: 30 }, (_, at) => [1, 3, 0][at % 3]));
  });

  it('95 the same keys, asked for by different readers at once, are answered to each by their reach', async () => {
    const { ids } = readers;
    const names = ['ada', 'ben', 'cyd', 'ivy'];
    const clients = await Promise.all(['ada', 'ivy', 'nobody'].map((name) => readers.user(name)));
    const query = '{ _entities(representations: $r) { ... on Person { id } } }';
    const r = names.map((name) => ({ __typename: 'Person', id: ids[name] }));
    const seen = [['ada'], ['ada', 'ben', 'ivy'], []];
    const rounds = await Promise.all(
      Array.from({ length: 45 }, (_, at) =>
        (clients[at % 3] as GqlClient).send(`query ($r: [_Any!]!) ${query}`, { r }),
      ),
    );
    for (const [at, { data }] of rounds.entries()) {
      const mine = names.map((name) => (seen[at % 3]?.includes(name) ? { id: ids[name] } : null));
      expect(data?.['_entities']).toEqual(mine);
    }
  });

  it('53 what is another’s is answered as what is not there: the same status, and the same text', async () => {
    const admin = await readers.admin();
    const all = await admin.ask(`{
      event: events(first: 1) { edges { node { id } } } person: persons(first: 1) { edges { node { id } } }
      course: courses(first: 1) { edges { node { id } } }
      membership: memberships(first: 1) { edges { node { id } } }
      quarantine(first: 1) { edges { node { id receiptId } } }
    }`);
    const id = (name: string, field = 'id') => nodes(all[name])[0]?.[field] as string;
    const single = (name: string) => `query ($id: ID!) { ${name}(id: $id) { id } }`;
    const asked: [query: string, id: string][] = [
      ...['event', 'person', 'course', 'membership'].map((name): [string, string] => [
        single(name),
        id(name),
      ]),
      [single('receipt'), id('quarantine', 'receiptId')],
      [
        'query ($id: ID!) { quarantine(filter: {receiptId: $id}) { edges { node { id } } } }',
        id('quarantine', 'receiptId'),
      ],
      ['mutation ($id: ID!) { replayQuarantine(ids: [$id]) { received } }', id('quarantine')],
    ];
    const stranger = await sensorKey('a-sensor-of-nothing', ['events:read']);
    for (const [query, existing] of asked) {
      const [there, absent] = [
        await stranger.send(query, { id: existing }),
        await stranger.send(query, { id: newId() }),
      ];
      expect([query, there.status, there.text]).toEqual([query, absent.status, absent.text]);
      expect((await admin.send(query, { id: existing })).text).not.toBe(there.text);
    }
  });

  it('99 a cursor of one reader gives another no more than their own', async () => {
    const query =
      'query ($after: String) { events(first: 2, after: $after) { edges { cursor node { person { id } } } } }';
    const all = await (await readers.admin()).ask(query);
    const cursors = (all['events'].edges as Data[]).map(({ cursor }) => cursor as string);
    const ada = await readers.user('ada');
    for (const after of cursors) {
      const found = nodes((await ada.ask(query, { after }))['events']);
      for (const { person } of found) expect(person?.id).toBe(readers.ids['ada']);
    }
    const { key } = await readers.gateway.app.keys.create(localPrincipal(newTenant()), {
      name: 'theirs',
      scopes: ['events:read', 'pii:read'],
    });
    for (const after of cursors)
      expect(await readers.gateway.as(key).ask(query, { after })).toEqual({
        events: { edges: [] },
      });
  });

  it('98 what may not be seen cannot be asked by', async () => {
    const mail = `${readers.word('ada-mail')}@x.example`;
    const queries = (value: string) => [
      `{ person(identifier: {type: EMAIL, value: "${value}"}) { id } }`,
      `{ events(filter: {participantId: "${value}"}) { edges { node { id } } pageInfo { hasNextPage } } }`,
      `{ activity(filter: {participantId: "${value}"}, bucket: DAY) { count } }`,
      `{ _entities(representations: [{__typename: "Person", identifier: {type: "EMAIL", value: "${value}"}}]) { __typename } }`,
    ];
    const [blind, seeing] = [
      await readers.key(['events:read']),
      await readers.key(['events:read', 'pii:read']),
    ];
    for (const [at, query] of queries(mail).entries()) {
      const absent = queries('nobody@x.example')[at] as string;
      expect((await blind.send(query)).text).toBe((await blind.send(absent)).text);
      expect((await seeing.send(query)).text).not.toBe((await seeing.send(absent)).text);
    }
    const ivy = await readers.user('ivy');
    const byPerson = (id: string) =>
      ivy.ask('query ($id: ID!) { events(filter: {personId: $id}) { edges { node { id } } } }', {
        id,
      });
    expect(await byPerson(readers.ids['cyd'] as string)).toEqual(await byPerson(newId()));
  });

  it('100 nobody says what only the gateway gives', async () => {
    const key = await readers.key(['hub:publish']);
    for (const more of [
      { eventId: 'x' },
      { createdUtc: '2026-01-01T00:00:00Z' },
      { tenantId: 'x' },
      { subject: 'x' },
    ]) {
      const { errors, data } = await key.send(PUBLISH, { events: [{ ...hubEvent(), ...more }] });
      expect([errors[0]?.extensions.code, data]).toEqual(['BAD_USER_INPUT', null]);
    }
  });

  it('101 a key that writes does not read, and one that reads does not write', async () => {
    const writer = await readers.key(['hub:publish', 'caliper:ingest', 'roster:write']);
    for (const query of [
      '{ events { edges { cursor } } }',
      '{ person(id: "x") { id } }',
      '{ apiKeys { edges { cursor } } }',
    ])
      expect(await code(writer, query)).toBe('FORBIDDEN');
    const reader = await readers.key(['events:read', 'pii:read']);
    for (const mutation of [
      'mutation { publishHubEvents(events: []) { id } }',
      'mutation { ingestCaliper(envelope: {}) { id } }',
      'mutation { ingestCaliperText(text: "{}") { id } }',
      'mutation { replayQuarantine(ids: []) { id } }',
      'mutation { upsertPersons(persons: []) { id } }',
    ])
      expect(await code(reader, mutation)).toBe('FORBIDDEN');
    const { errors } = await writer.send('{ events { edges { cursor } } }');
    expect(errors[0]?.message).toContain('events:read');
    // What it sent it is told of, and not what others know of it.
    const answer = await writer.ask(
      `mutation ($event: HubEventInput!) { publishHubEvent(event: $event) { eventId publisherParticipantId person { id } } }`,
      { event: hubEvent({ publisherParticipantId: `${readers.word('ada-mail')}@x.example` }) },
    );
    expect(answer['publishHubEvent']).toMatchObject({ publisherParticipantId: null, person: null });
  });

  it('102 personal fields are null without the scope, and the answer says which', async () => {
    const query =
      '{ persons(first: 1) { edges { node { id name email identifiers { type value } } } } }';
    const key = await readers.key(['events:read', 'admin']);
    for (let call = 0; call < 6; call += 1) {
      const answer = JSON.parse((await key.send(query)).text) as Data;
      const [edge] = answer['data'].persons.edges;
      expect(edge.node).toMatchObject({ name: null, email: null });
      for (const { type, value } of edge.node.identifiers as Data[])
        expect([type, value === null]).toEqual([type, type === 'EMAIL']);
      expect(answer['extensions'].redacted).toMatchObject({
        count: 3,
        paths: expect.arrayContaining(['persons.edges.0.node.name', 'persons.edges.0.node.email']),
      });
    }
    const all = JSON.parse((await (await readers.admin()).send(query)).text) as Data;
    expect(all['extensions']).toBeUndefined();
    const many = JSON.parse(
      (await key.send('{ events(first: 50) { edges { node { rawText raw } } } }')).text,
    ) as Data;
    expect(many['extensions'].redacted.paths.length).toBeLessThanOrEqual(100);
  });

  it('87 and 104 a key speaks for its own programs, and its neighbours’ events are taken', async () => {
    const { one, two } = readers.programs;
    const key = await readers.key(['hub:publish'], { programs: [one] });
    const receipt = await publish(
      key,
      [one, two, one].map((publisherProgramId) => hubEvent({ publisherProgramId })),
    );
    expect(statuses(receipt)).toEqual(['STORED', 'REJECTED', 'STORED']);
    expect(receipt['outcomes'][1].problems[0]).toMatchObject({
      code: 'FORBIDDEN',
      path: '/publisherProgramId',
    });
  });

  it('104 a key speaks for its own sensors, and nobody without the right replays the others', async () => {
    const { biology, art } = readers.sensors;
    const key = await sensorKey(biology);
    const envelopes = [biology, art].map((sensor, at) =>
      readers.term.envelope([readers.event('ada', readers.term.biology, `sent-${at}`)], { sensor }),
    );
    const receipt = await ingest(key, envelopes);
    expect(statuses(receipt)).toEqual(['STORED', 'QUARANTINED']);
    const { quarantineId, problems } = receipt['outcomes'][1];
    expect(problems[0]).toMatchObject({ code: 'FORBIDDEN', path: '/sensor' });
    expect(statuses(await replay(key, [quarantineId]))).toEqual(['QUARANTINED']);
    const other = await sensorKey(art);
    await expect(replay(other, [quarantineId])).rejects.toThrow(/NOT_FOUND/);
    const admin = await readers.admin();
    expect(statuses(await replay(admin, [quarantineId]))).toEqual(['STORED']);
  });

  it('105 quarantine is its sender’s: the same text of two senders is two items', async () => {
    const [one, two] = [await sensorKey(readers.sensors.art), await sensorKey(readers.sensors.art)];
    const text = '{"the same": "text" "twice"}';
    const ids = await Promise.all(
      [one, two].map(
        async (key) => (await ingestText(key, text))['outcomes'][0].quarantineId as string,
      ),
    );
    expect(new Set(ids).size).toBe(2);
    const listed = async (key: GqlClient) =>
      nodes((await key.ask('{ quarantine { edges { node { id } } } }'))['quarantine']).map(
        ({ id }) => id as string,
      );
    expect([await listed(one), await listed(two)]).toEqual([[ids[0]], [ids[1]]]);
    const receipt = (await ingestText(one, text))['id'] as string;
    const query = 'query ($id: ID!) { receipt(id: $id) { id } }';
    expect((await one.ask(query, { id: receipt }))['receipt']).toEqual({ id: receipt });
    expect((await two.ask(query, { id: receipt }))['receipt']).toBeNull();
  });
});
