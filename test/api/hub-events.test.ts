import { describeEachEngine } from '../kit/engines';
import { sharedGateway, startGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { unique } from '../kit/ids';
import { eventIds, nodes, publish, statuses } from '../kit/operations';
import { hubEvent } from '../kit/payloads';

const HUB = `{
  id eventId source type typeNamespace action occurredAt endedAt receivedAt roles rawText raw
  publisherProgramId publisherSystemId eventType publisherEventId publisherParticipantId publisherEventData
  eventStartUtc eventEndUtc createdUtc person { id } course { id } membership { id }
}`;
const ONE = `mutation ($event: HubEventInput!) { publishHubEvent(event: $event) ${HUB} }`;
const PERSONS = `mutation ($persons: [PersonInput!]!) { upsertPersons(persons: $persons) { id } }`;
const LINK = `mutation ($id: ID!, $identifier: IdentifierInput!) {
  linkIdentifier(personId: $id, identifier: $identifier) { id }
}`;
const UNLINK = LINK.replace('linkIdentifier', 'unlinkIdentifier');

describeEachEngine('hub events', (engine) => {
  const gateway = sharedGateway(engine);

  const hubEventOf = async (eventId: string): Promise<Data | null> =>
    (
      await gateway().ask(`query ($id: String!) { hubEvent(eventId: $id) ${HUB} }`, { id: eventId })
    )['hubEvent'];
  const upsert = async (...persons: Data[]): Promise<string[]> =>
    items((await gateway().ask(PERSONS, { persons: persons.map(named) }))['upsertPersons']).map(
      ({ id }) => id as string,
    );
  const named = (person: Data) => ({
    identifiers: [{ type: 'IRI', value: `https://lms.example/${unique('person')}` }],
    ...person,
  });
  const owner = async (eventId: string) => (await hubEventOf(eventId))?.['person']?.id ?? null;
  const participant = (value: string, system = 'CardioCert') => ({
    type: 'PARTICIPANT_ID',
    system,
    value,
  });
  const published = async (event: Data): Promise<string> =>
    (await gateway().ask(ONE, { event }))['publishHubEvent'].eventId;

  it('stores an event, with an id that is the program and a UUID, and answers every field', async () => {
    const event = hubEvent();
    const stored = (await gateway().ask(ONE, { event }))['publishHubEvent'];
    expect(stored).toMatchObject({
      ...event,
      source: 'HUB',
      type: event['eventType'],
      typeNamespace: 'LB',
      action: null,
      roles: null,
      eventId: `CardioCert-${stored.id}`,
      occurredAt: '2026-03-02T09:30:00.000Z',
      endedAt: '2026-03-02T11:00:00.000Z',
      createdUtc: stored.receivedAt,
      person: null,
      course: null,
      membership: null,
    });
    expect(stored.eventId).toMatch(/^CardioCert-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(JSON.parse(stored.rawText)).toEqual(event);
    expect(stored.raw).toEqual(event);
    expect(await hubEventOf(stored.eventId)).toEqual(stored);
    expect(Math.abs(Date.parse(stored.createdUtc) - Date.now())).toBeLessThan(60_000);
  });

  it('knows no event by another program, another case, or anything that is no event id', async () => {
    const eventId = await published(hubEvent());
    for (const other of [
      eventId.replace('CardioCert', 'cardioCert'),
      eventId.replace('CardioCert', 'CardioCer'),
      eventId.toUpperCase(),
      eventId.slice('CardioCert-'.length),
      '',
      'x'.repeat(10_000),
    ]) {
      expect([other.slice(0, 60), await hubEventOf(other)]).toEqual([other.slice(0, 60), null]);
    }
  });

  it('answers each event of a call by itself', async () => {
    const [good, twice] = [hubEvent(), hubEvent()];
    const conflicting = { ...twice, publisherEventData: { activity: 'another' } };
    const bad = hubEvent({ publisherProgramId: 'P'.repeat(26), eventType: 'NOPE' });
    const receipt = await publish(gateway(), [good, twice, twice, conflicting, bad, {}]);
    expect(statuses(receipt)).toEqual([
      'STORED',
      'STORED',
      'DUPLICATE',
      'REJECTED',
      'REJECTED',
      'REJECTED',
    ]);
    expect(receipt).toMatchObject({
      source: 'HUB',
      received: 6,
      stored: 2,
      duplicates: 1,
      quarantined: 0,
      rejected: 3,
    });
    expect(items(receipt['outcomes']).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(eventIds(receipt)[2]).toBe(eventIds(receipt)[1]);
    expect(receipt['outcomes'][3].problems).toMatchObject([
      { code: 'CONFLICT', severity: 'ERROR' },
    ]);
    expect(items(receipt['outcomes'][4].problems).map(({ code, path }) => [code, path])).toEqual([
      ['TOO_LONG', '/publisherProgramId'],
      ['UNKNOWN_EVENT_TYPE', '/eventType'],
    ]);
    const again = await gateway().ask(
      `query ($id: ID!) { receipt(id: $id) {
        id source receivedAt received stored duplicates quarantined rejected
        outcomes { index status quarantineId event { id } problems { code message path severity required came line column offset } }
      } }`,
      { id: receipt['id'] },
    );
    expect(again['receipt']).toEqual(receipt);
  });

  it('answers the same again with the same id, whatever the order of its data’s keys', async () => {
    const event = hubEvent({ publisherEventData: { a: 1, b: { c: 2, d: 3 } } });
    const eventId = await published(event);
    expect(await published(event)).toBe(eventId);
    const reordered = { ...event, publisherEventData: { b: { d: 3, c: 2 }, a: 1 } };
    expect(await published(reordered)).toBe(eventId);
    const receipt = await publish(gateway(), [
      reordered,
      { ...event, eventStartUtc: '2026-03-02T09:30:00Z' },
    ]);
    expect(statuses(receipt)).toEqual(['DUPLICATE', 'DUPLICATE']);
  });

  it.each([
    ['publisherEventData', { other: true }],
    ['publisherParticipantId', 'somebody else'],
    ['eventEndUtc', '2026-03-02T12:00:00.000Z'],
    ['eventEndUtc', null],
  ])(
    'never overwrites: another %s (%j) is a conflict, and the first stands',
    async (field, value) => {
      const event = hubEvent();
      const eventId = await published(event);
      const error = await gateway().fail(ONE, { event: { ...event, [field]: value } });
      expect(error.extensions).toMatchObject({ code: 'CONFLICT', path: '/event' });
      expect(await hubEventOf(eventId)).toMatchObject(event);
    },
  );

  it.each([
    ['publisherProgramId', 'Other'],
    ['eventType', 'AI_STARTED'],
    ['publisherEventId', 'another'],
    ['eventStartUtc', '2026-03-02T09:30:00.001Z'],
  ])('takes another %s for another event', async (field, value) => {
    const event = hubEvent();
    const receipt = await publish(gateway(), [event, { ...event, [field]: value }]);
    expect(statuses(receipt)).toEqual(['STORED', 'STORED']);
  });

  it('compares ids byte by byte: case, accents and spaces make other events', async () => {
    const event = hubEvent();
    const ids = ['AI:1', 'ai:1', 'AI:1 ', 'ÁI:1', 'A\u0301I:1', ' AI:1', 'AI:1\u00a0'];
    const events = ids.map((publisherEventId) => ({ ...event, publisherEventId }));
    const receipt = await publish(gateway(), events);
    expect(statuses(receipt)).toEqual(ids.map(() => 'STORED'));
    expect(statuses(await publish(gateway(), events))).toEqual(ids.map(() => 'DUPLICATE'));
    for (const [at, publisherEventId] of ids.entries()) {
      const { events: found } = await gateway().ask(
        'query ($id: String, $p: String) { events(filter: {publisherEventId: $id, participantId: $p}) { edges { node { id } } } }',
        { id: publisherEventId, p: event['publisherParticipantId'] },
      );
      expect(nodes(found).map(({ id }) => id)).toEqual([eventIds(receipt)[at]]);
    }
  });

  it('says of a bad event what was required, with code and path, as an error', async () => {
    const error = await gateway().fail(ONE, {
      event: hubEvent({ publisherSystemId: 'XX', eventStartUtc: null }),
    });
    expect(error.extensions).toMatchObject({
      code: 'UNKNOWN_SYSTEM',
      path: '/event/publisherSystemId',
      required: expect.stringContaining('LB'),
      came: 'XX',
      problems: [{ code: 'UNKNOWN_SYSTEM' }, { code: 'REQUIRED', path: '/eventStartUtc' }],
    });
    expect(error.path).toEqual(['publishHubEvent']);
  });

  it('gives a participant’s events to whom their identifier is linked, and takes them back', async () => {
    const name = unique('p');
    const eventId = await published(hubEvent({ publisherParticipantId: name }));
    const other = await published(
      hubEvent({ publisherParticipantId: name, publisherProgramId: 'Other' }),
    );
    const [ada, ben] = (await upsert({ name: 'Ada' }, { name: 'Ben' })) as [string, string];
    expect(await owner(eventId)).toBeNull();
    await gateway().ask(LINK, { id: ada, identifier: participant(name) });
    expect([await owner(eventId), await owner(other)]).toEqual([ada, null]);
    const later = await published(hubEvent({ publisherParticipantId: name }));
    expect(await owner(later)).toBe(ada);
    await gateway().ask(LINK, { id: ben, identifier: participant(name) });
    expect([await owner(eventId), await owner(later)]).toEqual([ben, ben]);
    await gateway().ask(LINK, { id: ada, identifier: participant(name, 'Other') });
    expect([await owner(eventId), await owner(other)]).toEqual([ben, ada]);
    await gateway().ask(UNLINK, { id: ben, identifier: participant(name) });
    expect([await owner(eventId), await owner(later), await owner(other)]).toEqual([
      null,
      null,
      ada,
    ]);
  });

  it('knows a participant by e-mail address where the program has not named them', async () => {
    const email = `${unique('ada')}@example.edu`;
    const before = await published(hubEvent({ publisherParticipantId: email }));
    const [ada, ben] = (await upsert({ name: 'Ada', email }, { name: 'Ben' })) as [string, string];
    expect(await owner(before)).toBe(ada);
    const after = await published(hubEvent({ publisherParticipantId: email }));
    expect(await owner(after)).toBe(ada);
    await gateway().ask(LINK, { id: ben, identifier: participant(email) });
    const other = await published(
      hubEvent({ publisherParticipantId: email, publisherProgramId: 'Other' }),
    );
    expect([await owner(before), await owner(after), await owner(other)]).toEqual([ben, ben, ada]);
    await gateway().ask(UNLINK, { id: ben, identifier: participant(email) });
    expect([await owner(before), await owner(after)]).toEqual([ada, ada]);
    await gateway().ask(UNLINK, { id: ada, identifier: { type: 'EMAIL', value: email } });
    expect([await owner(before), await owner(after), await owner(other)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('keeps case and accents of addresses apart', async () => {
    const email = `${unique('Ada')}@example.edu`;
    const [ada] = await upsert({ name: 'Ada', email });
    const ids = await Promise.all(
      [email, email.toUpperCase(), `${email} `].map((one) =>
        published(hubEvent({ publisherParticipantId: one })),
      ),
    );
    expect(await Promise.all(ids.map(owner))).toEqual([ada, null, null]);
  });

  it('shows a person their hub events, and nobody those of another tenant', async () => {
    const email = `${unique('ada')}@example.edu`;
    const event = hubEvent({ publisherParticipantId: email });
    const eventId = await published(event);
    const [ada] = await upsert({ name: 'Ada', email });
    const query = 'query ($id: ID!) { person(id: $id) { events { edges { node { id } } } } }';
    const { person } = await gateway().ask(query, { id: ada });
    expect(nodes(person.events)).toEqual([{ id: eventId.slice('CardioCert-'.length) }]);
    const other = await startGateway(engine, { databaseUrl: 'sqlite::memory:' });
    try {
      expect((await other.ask(query, { id: ada }))['person']).toBeNull();
      expect(statuses(await publish(other, [event]))).toEqual(['STORED']);
    } finally {
      await other.close();
    }
  });

  it('keeps the numbers, texts and nulls of the data as they came', async () => {
    const data = {
      n: 1.5,
      big: 2 ** 60,
      zero: 0,
      text: 'é\u0000😀\ud800',
      nothing: null,
      list: [[], {}],
    };
    const eventId = await published(hubEvent({ publisherEventData: data }));
    expect((await hubEventOf(eventId))?.['publisherEventData']).toEqual(data);
  });
});
