import { UnavailableError } from '../../src/storage/storage-error';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway, startGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { httpPost, httpSend } from '../kit/http-send';
import { unique } from '../kit/ids';
import { pascalEvent, Term } from '../kit/payloads';

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describeEachEngine('the HTTP doors', (engine) => {
  const gateway = sharedGateway(engine, { auth: 'on', logLevel: 'trace' });
  const keyOf = async (...args: Parameters<ReturnType<typeof gateway>['issue']>) =>
    (await gateway().issue(...args)).key;
  const caliper = () => `${gateway().url}/caliper`;
  const events = () => `${gateway().url}/api/events`;

  it('take a sensor’s key however it is shown, and log it nowhere', async () => {
    const key = await keyOf(['caliper:ingest']);
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
    const term = new Term();
    const body = () => JSON.stringify(term.envelope([term.navigation()]));
    for (const authorization of [
      key,
      `Bearer ${key}`,
      `apikey ${key}`,
      basic(`lms:${key}`),
      basic(`${key}:`),
    ]) {
      expect((await httpPost(caliper(), body(), { authorization })).status).toBe(200);
    }
    const inPath = `${caliper()}/${key}`;
    expect((await httpPost(inPath, body())).status).toBe(200);
    expect((await httpSend(inPath)).status).toBe(200);
    expect((await httpPost(inPath, '{')).status).toBe(400);
    expect((await httpSend(inPath, { method: 'PUT' })).status).toBe(405);
    expect((await httpSend(`${inPath}/more`)).status).toBe(404);
    const last = key.endsWith('a') ? 'b' : 'a';
    expect((await httpPost(`${inPath.slice(0, -1)}${last}`, body())).status).toBe(401);
    expect((await httpPost(`${gateway().url}/graphql/${key}`, '{}')).status).toBe(404);
    expect(gateway().log.length).toBeGreaterThan(0);
    expect(gateway().log.filter((line) => line.includes(key.slice(0, -1)))).toEqual([]);
  });

  it('take no key of a cookie, nor a sensor’s ways of showing one for hub events', async () => {
    const key = await keyOf(['caliper:ingest', 'hub:publish', 'events:read']);
    const { status } = await httpPost(caliper(), '{}', {
      cookie: `authorization=${key}; key=${key}`,
    });
    expect(status).toBe(401);
    for (const authorization of [key, `apikey ${key}`]) {
      const answer = await httpSend(events(), { headers: { authorization } });
      expect([answer.status, answer.json.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('let no foreign page read them', async () => {
    const headers = { ...bearer(await keyOf(['events:read'])), origin: 'https://evil.example' };
    for (const url of [caliper(), events(), `${gateway().url}/api/openapi.json`]) {
      const answer = await httpSend(url, { headers });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('answer 401 to a sensor with too few rights, and 403 to a publisher or reader', async () => {
    const key = await keyOf(['roster:write']);
    const term = new Term();
    const body = JSON.stringify(term.envelope([term.navigation()]));
    const sensor = await httpPost(caliper(), body, bearer(key));
    expect([sensor.status, sensor.json.code]).toEqual([401, 'FORBIDDEN']);
    for (const answer of [
      await httpPost(events(), JSON.stringify(pascalEvent()), bearer(key)),
      await httpSend(events(), { headers: bearer(key) }),
      await httpSend(`${events()}/x`, { headers: bearer(key) }),
    ]) {
      expect([answer.status, answer.json.code]).toEqual([403, 'FORBIDDEN']);
    }
    expect(await gateway().count('event', `sensor = '${term.sensor}'`)).toBe(0);
  });

  it('answer 503, never 400 or 401, while nobody can look a key up', async () => {
    const key = await keyOf(['caliper:ingest', 'hub:publish']);
    const spy = jest
      .spyOn(gateway().app.database.sql, 'rows')
      .mockRejectedValue(new UnavailableError('LOST', 'the connection was lost'));
    try {
      for (const url of [caliper(), events(), `${caliper()}/${key}`]) {
        const answer = await httpPost(url, '{}', url.endsWith(key) ? {} : bearer(key));
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
      }
    } finally {
      spy.mockRestore();
    }
  });

  it('answer 429 with Retry-After to who has spent what there is, and store nothing of it', async () => {
    const strict = await startGateway(engine, { auth: 'on', rateLimit: 60, rateLimitEvent: 20 });
    try {
      const { key } = await strict.issue(['caliper:ingest', 'hub:publish', 'events:read']);
      const term = new Term();
      const send = () => {
        const body = JSON.stringify(term.envelope([term.navigation(), term.navigation()]));
        return httpPost(`${strict.url}/caliper`, body, bearer(key));
      };
      expect((await send()).status).toBe(200);
      for (const answer of [
        await send(),
        await httpPost(
          `${strict.url}/api/events`,
          JSON.stringify([pascalEvent(), pascalEvent()]),
          bearer(key),
        ),
        await httpSend(`${strict.url}/api/events?limit=500`, { headers: bearer(key) }),
      ]) {
        expect([answer.status, answer.json.code]).toEqual([429, 'RATE_LIMITED']);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect(await strict.count('event')).toBe(2);
    } finally {
      await strict.close();
    }
  });

  it('quarantine what a sensor’s key sends for another sensor, and answer 200', async () => {
    const [own, other] = [new Term(), new Term()];
    const key = await keyOf(['caliper:ingest'], { sensors: [own.sensor] });
    const body = [own.envelope([own.navigation()]), other.envelope([other.navigation()])];
    const answer = await httpPost(caliper(), JSON.stringify(body), bearer(key));
    expect(answer.status).toBe(200);
    const admin = await gateway().withKey(['admin', 'pii:read']);
    const { receipt } = await admin.ask(
      'query ($id: ID!) { receipt(id: $id) { stored quarantined outcomes { problems { code } } } }',
      { id: answer.headers.get('ingest-receipt') },
    );
    expect(receipt).toMatchObject({ stored: 1, quarantined: 1 });
    expect(receipt.outcomes[1].problems[0].code).toBe('FORBIDDEN');
  });

  it('publish for a key’s own programs only', async () => {
    const program = unique('p').slice(0, 25);
    const key = await keyOf(['hub:publish'], { programs: [program] });
    const own = pascalEvent({ PublisherProgramId: program });
    const send = (body: unknown) => httpPost(events(), JSON.stringify(body), bearer(key));
    const single = await send(pascalEvent());
    expect([single.status, single.json.code]).toEqual([403, 'FORBIDDEN']);
    const batch = await send([own, pascalEvent()]);
    expect([batch.status, batch.json.Stored, batch.json.Rejected]).toEqual([207, 1, 1]);
    expect((await send(own)).status).toBe(200);
  });

  it('show a reader its own programs, and personal data where it may see them', async () => {
    const [mine, theirs] = [unique('m').slice(0, 25), unique('t').slice(0, 25)];
    const publisher = bearer(await keyOf(['hub:publish']));
    const sent = await httpPost(
      events(),
      JSON.stringify([mine, theirs].map((id) => pascalEvent({ PublisherProgramId: id }))),
      publisher,
    );
    const ids = items(sent.json.Outcomes).map(({ EventId }: Data) => EventId as string);
    for (const [scopes, programs, seen, personal] of [
      [['events:read'], [mine], ids.slice(0, 1), false],
      [['events:read', 'pii:read'], [mine], ids.slice(0, 1), true],
      [['events:read', 'pii:read'], null, ids, true],
      [['admin'], null, ids, false],
    ] as const) {
      const headers = bearer(await keyOf(scopes, { programs }));
      const list = await httpSend(`${events()}?programId=${mine}&programId=${theirs}`, { headers });
      const read = items(list.json);
      expect(read.map(({ EventId }) => EventId as string)).toEqual(seen);
      for (const event of read) {
        expect(event['PublisherParticipantId'] !== null).toBe(personal);
        expect(event['PublisherEventData'] !== null).toBe(personal);
      }
      const each = await Promise.all(ids.map((id) => httpSend(`${events()}/${id}`, { headers })));
      expect(each.map(({ status }) => status)).toEqual(
        ids.map((id) => ((seen as readonly string[]).includes(id) ? 200 : 404)),
      );
    }
  });
});
