import { describeEachEngine } from '../kit/engines';
import { sharedGateway, startGateway } from '../kit/gateway';
import { items } from '../kit/gql';
import { type HttpAnswer, httpPost, httpSend } from '../kit/http-send';
import { unique } from '../kit/ids';
import { publish } from '../kit/operations';
import { hubEvent, pascalEvent } from '../kit/payloads';

describeEachEngine('hub events over HTTP', (engine) => {
  const gateway = sharedGateway(engine);
  const url = () => `${gateway().url}/api/events`;
  const post = (body: unknown) =>
    httpPost(url(), typeof body === 'string' ? body : JSON.stringify(body));
  const get = (path: string) => httpSend(gateway().url + path);
  const located = ({ headers }: HttpAnswer) => headers.get('location') ?? '';
  const nextOf = ({ headers }: HttpAnswer) =>
    /^<(\/api\/events\?[^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? null;

  it('answers 201, the event and where it is, then 200 and the same', async () => {
    const event = pascalEvent();
    const first = await post(event);
    expect(first.status).toBe(201);
    expect(first.json).toEqual({
      ...event,
      EventId: expect.stringMatching('^CardioCert-[0-9a-f-]{36}$'),
      EventEndUtc: event['EventEndUtc'] ?? null,
      CreatedUtc: expect.stringMatching(/Z$/),
    });
    expect(located(first)).toBe(`/api/events/${first.json.EventId}`);
    const again = await post(event);
    expect([again.status, again.json, located(again)]).toEqual([200, first.json, located(first)]);
    expect((await get(located(first))).json).toEqual(first.json);
    const { receipt } = await gateway().ask('query ($id: ID!) { receipt(id: $id) { stored } }', {
      id: first.headers.get('ingest-receipt'),
    });
    expect(receipt).toEqual({ stored: 1 });
  });

  it('is one event with what the mutation publishes, whichever came first', async () => {
    for (const first of ['rest', 'graphql']) {
      const event = hubEvent();
      const spelled = pascalEvent({}, event);
      const byRest = first === 'rest' ? await post(spelled) : null;
      const byGraphql = await publish(gateway(), [event]);
      const answer = byRest ?? (await post(spelled));
      expect(answer.status).toBe(first === 'rest' ? 201 : 200);
      expect(answer.json.EventId).toContain(byGraphql['outcomes'][0].event.id);
      expect(byGraphql['stored']).toBe(first === 'rest' ? 0 : 1);
      const { hubEvent: found } = await gateway().ask(
        'query ($id: String!) { hubEvent(eventId: $id) { eventId publisherEventId publisherEventData } }',
        { id: answer.json.EventId },
      );
      expect(found).toEqual({
        eventId: answer.json.EventId,
        publisherEventId: event['publisherEventId'],
        publisherEventData: event['publisherEventData'],
      });
    }
  });

  it('keeps the text byte for byte, and gives the publisher’s data back as it was sent', async () => {
    const data = '{ "n": [9007199254740993, 1.10, 1e400, -0],\t"s": "\\u0000 \\ud800 🎓", "n": 1 }';
    const event = JSON.stringify(pascalEvent({ PublisherEventData: 0 })).replace(
      '"PublisherEventData":0',
      () => `"PublisherEventData" : ${data}`,
    );
    const answer = await post(` [ ${event}\n] `);
    expect(answer.status).toBe(201);
    const { Location } = answer.json.Outcomes[0];
    expect((await get(Location)).text).toContain(`"PublisherEventData":${data},"EventStartUtc"`);
    const { hubEvent: found } = await gateway().ask(
      'query ($id: String!) { hubEvent(eventId: $id) { rawText } }',
      { id: answer.json.Outcomes[0].EventId },
    );
    expect(found.rawText).toBe(event);
  });

  it('answers 409 to other content under the same identity, and leaves the first as it was', async () => {
    const event = pascalEvent();
    const first = await post(event);
    const other = await post({ ...event, PublisherEventData: { other: true } });
    expect([other.status, other.headers.get('content-type')]).toEqual([
      409,
      'application/problem+json',
    ]);
    expect(other.json).toMatchObject({ status: 409, code: 'CONFLICT' });
    expect((await get(located(first))).json).toEqual(first.json);
  });

  it('tells numbers apart that no double does, and none that only look different', async () => {
    const event = JSON.stringify(pascalEvent({ PublisherEventData: { n: '?' } }));
    const send = (number: string) => post(event.replace('"?"', number));
    expect((await send('9007199254740993')).status).toBe(201);
    expect((await send('9007199254740993')).status).toBe(200);
    expect((await send('9007199254740993.0')).status).toBe(200);
    expect((await send('9007199254740992')).status).toBe(409);
  });

  it('answers 422 with every problem, in the sender’s spelling', async () => {
    const answer = await post(
      pascalEvent({
        EventType: 'AI_WON',
        EventStartUtc: '2026-01-02T00:00:00Z',
        EventEndUtc: '2026-01-01T00:00:00Z',
        publisherEventId: 'AI:1',
        EventId: 'mine',
      }),
    );
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ code: 'UNKNOWN_EVENT_TYPE', path: '/EventType' });
    const told = items(answer.json.problems).map(({ code, path }) => `${code} ${path}`);
    expect(told).toEqual([
      'UNKNOWN_EVENT_TYPE /EventType',
      'END_BEFORE_START /EventEndUtc',
      'UNKNOWN_FIELD /publisherEventId',
      'UNKNOWN_FIELD /EventId',
    ]);
    expect(answer.json.problems[1].message).toMatch(/^EventEndUtc must be EventStartUtc \(/);
  });

  it.each([
    ['{"PublisherProgramId": ', 400, 'MALFORMED_JSON'],
    ['', 400, 'BAD_USER_INPUT'],
    ['[]', 400, 'BAD_USER_INPUT'],
    ['7', 422, 'NOT_AN_OBJECT'],
    ['null', 422, 'NOT_AN_OBJECT'],
  ])('answers %j with %i', async (body, status, code) => {
    const answer = await post(body);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  it('tells of each event of a batch by itself: 201 all new, 200 none rejected, 207 some rejected', async () => {
    const [one, two] = [pascalEvent(), pascalEvent()];
    const fresh = await post([one, two]);
    expect([fresh.status, fresh.json.Stored]).toEqual([201, 2]);
    const three = pascalEvent();
    const mixed = await post([two, three]);
    expect([mixed.status, mixed.json.Stored, mixed.json.Duplicates]).toEqual([200, 1, 1]);
    const bad = await post([three, 7, { ...one, PublisherEventData: { other: 1 } }, pascalEvent()]);
    expect(bad.status).toBe(207);
    expect(bad.json).toMatchObject({ Received: 4, Stored: 1, Duplicates: 1, Rejected: 2 });
    const outcomes = items(bad.json.Outcomes);
    expect(outcomes.map(({ Index, Status }) => [Index, Status])).toEqual([
      [0, 'DUPLICATE'],
      [1, 'REJECTED'],
      [2, 'REJECTED'],
      [3, 'STORED'],
    ]);
    expect(outcomes[0]).toMatchObject({
      EventId: mixed.json.Outcomes[1].EventId,
      Location: mixed.json.Outcomes[1].Location,
      Problems: [],
    });
    expect(outcomes[2]?.['Problems'][0]).toMatchObject({ code: 'CONFLICT' });
    expect((await get(outcomes[3]?.['Location'])).json.EventId).toBe(outcomes[3]?.['EventId']);
  });

  it('finds an event whose program needs escapes in a URL', async () => {
    const answer = await post(pascalEvent({ PublisherProgramId: `/?%#${'🎓'.repeat(21)}` }));
    expect(answer.status).toBe(201);
    expect((await get(located(answer))).json).toEqual(answer.json);
  });

  it('answers 404 to what is no event, and 405 to what is no method', async () => {
    const { json } = await post(pascalEvent());
    const id = (json.EventId as string).slice(-36);
    for (const path of ['nothing', `other-${id}`, id, `x${json.EventId}`, '%00', "' OR 1=1"]) {
      const answer = await get(`/api/events/${path}`);
      expect([answer.status, answer.json.code]).toEqual([404, 'NOT_FOUND']);
    }
    for (const [method, path, allow] of [
      ['PUT', '', 'GET, POST'],
      ['HEAD', '', 'GET, POST'],
      ['DELETE', `/${json.EventId}`, 'GET'],
    ] as const) {
      const answer = await httpSend(url() + path, { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    }
  });

  it('is followed by links to the end, each event once, and on from there', async () => {
    const program = unique('p').slice(0, 25);
    const send = async (count: number) =>
      items(
        (
          await post(
            Array.from({ length: count }, () => pascalEvent({ PublisherProgramId: program })),
          )
        ).json.Outcomes,
      ).map(({ EventId }) => EventId as string);
    const sent: string[] = [...(await send(3)), ...(await send(4))];
    await post(pascalEvent());
    const read: string[] = [];
    let link = `/api/events?programId=${program}&limit=3`;
    const follow = async () => {
      for (;;) {
        const page = await get(link);
        expect(page.status).toBe(200);
        read.push(...items(page.json).map(({ EventId }) => EventId as string));
        const next = nextOf(page);
        expect(next === null).toBe(page.json.length === 0);
        if (next === null) return;
        link = next;
      }
    };
    await follow();
    expect(read).toEqual(sent);
    sent.push(...(await send(2)));
    await follow();
    expect(read).toEqual(sent);
  });

  it('reads what came since an instant, of the programs that are named', async () => {
    const [a, b] = [unique('a').slice(0, 25), unique('b').slice(0, 25)];
    const first = (await post(pascalEvent({ PublisherProgramId: a }))).json;
    await post(pascalEvent({ PublisherProgramId: b }));
    const list = async (query: string) => items((await get(`/api/events?${query}`)).json);
    expect(await list(`programId=${a}&programId=${b}`)).toHaveLength(2);
    expect(await list(`programId=${a}&since=${first.CreatedUtc}`)).toEqual([first]);
    const later = new Date(Date.parse(first.CreatedUtc) + 60_000).toISOString();
    expect(await list(`programId=${a}&since=${later}`)).toEqual([]);
    expect(await list(`programId=${unique('none')}`)).toEqual([]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=501', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['since=yesterday', 'since'],
    ['since=2026-03-02T09:30:00', 'since'],
    ['after=x', 'after'],
    ['after=', 'after'],
    ['programid=a', 'programid'],
    [Array(101).fill('programId=a').join('&'), 'programId'],
  ])('answers 400 to ?%s', async (query, path) => {
    const answer = await get(`/api/events?${query}`);
    expect([answer.status, answer.json.code, answer.json.path]).toEqual([
      400,
      'BAD_USER_INPUT',
      path,
    ]);
  });

  it('refuses more events than it takes, and other types, and stores nothing', async () => {
    const small = await startGateway(engine, { maxEvents: 2 });
    try {
      const body = JSON.stringify(Array.from({ length: 3 }, () => pascalEvent()));
      const many = await httpPost(`${small.url}/api/events`, body);
      expect([many.status, many.json.code]).toEqual([413, 'TOO_MANY_EVENTS']);
      const type = { 'content-type': 'application/ld+json' };
      expect((await httpPost(`${small.url}/api/events`, body, type)).status).toBe(415);
      expect(await small.count('event')).toBe(0);
    } finally {
      await small.close();
    }
  });

  it('costs one statement a page, whatever its size', async () => {
    const program = unique('p').slice(0, 25);
    await post(Array.from({ length: 30 }, () => pascalEvent({ PublisherProgramId: program })));
    await get(`/api/events?programId=${program}`);
    const count = async (limit: number) =>
      (await gateway().statements(() => get(`/api/events?programId=${program}&limit=${limit}`)))
        .length;
    expect(await count(30)).toBe(await count(1));
  });
});
