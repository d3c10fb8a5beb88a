import { gzipSync } from 'node:zlib';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway, startGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { httpPost, httpSend } from '../kit/http-send';
import { ingestText, nodes } from '../kit/operations';
import { Term, V1P2 } from '../kit/payloads';

const RECEIPT = `query ($id: ID!) { receipt(id: $id) {
  received stored duplicates quarantined outcomes { status quarantineId event { id rawText } problems { code path } }
} }`;

describeEachEngine('Caliper over HTTP', (engine) => {
  const gateway = sharedGateway(engine);
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    httpPost(
      `${gateway().url}/caliper`,
      typeof body === 'string' ? body : JSON.stringify(body),
      headers,
    );
  const receipt = async (headers: Headers): Promise<Data> => {
    const id = headers.get('ingest-receipt');
    return (await gateway().ask(RECEIPT, { id }))['receipt'];
  };

  it('takes the four kinds of body, answers 200 and nothing, and names the receipt', async () => {
    const term = new Term();
    const one = () => term.navigation();
    for (const [body, stored] of [
      [term.envelope([one(), one(), term.person(term.ada)]), 3],
      [[term.envelope([one()]), term.envelope([one()], { dataVersion: V1P2 })], 2],
      [one(), 1],
      [[one(), one()], 2],
    ] as const) {
      const answer = await send(body);
      expect([answer.status, answer.text]).toEqual([200, '']);
      expect(answer.headers.get('content-length')).toBe('0');
      expect(await receipt(answer.headers)).toMatchObject({ received: stored, stored });
    }
  });

  it('answers 200 where events went to quarantine, and costs their neighbours nothing', async () => {
    const term = new Term();
    const body = term.envelope([term.navigation(), term.navigation({ eventTime: 'soon' }), 7]);
    const answer = await send(body);
    expect([answer.status, answer.text]).toEqual([200, '']);
    const told = await receipt(answer.headers);
    expect(told).toMatchObject({ received: 3, stored: 1, quarantined: 2 });
    const alone = await send(term.envelope([{ type: 'Event' }]));
    expect(alone.status).toBe(200);
    expect((await send({ ...term.navigation(), eventTime: 'soon' })).status).toBe(200);
  });

  it('knows an event again that came by the other door', async () => {
    const term = new Term();
    const body = JSON.stringify(term.envelope([term.navigation()]));
    const first = await ingestText(gateway(), body);
    const told = await receipt((await send(body)).headers);
    expect(told).toMatchObject({ stored: 0, duplicates: 1 });
    expect(told['outcomes'][0].event.id).toBe(first['outcomes'][0].event.id);
  });

  it.each([
    ['text that is no JSON', '{"sensor": ', 400, 'MALFORMED_JSON'],
    ['an empty array', '[]', 400, 'INVALID_ENVELOPE'],
    ['a number', '7', 400, 'INVALID_ENVELOPE'],
    ['an object that says nothing', '{"hello": "world"}', 400, 'REQUIRED'],
    ['no data', '{"sensor": "s", "sendTime": "2026-01-01T00:00:00.000Z"}', 400, 'INVALID_ENVELOPE'],
    ['data that is an object', '{"sensor": "s", "data": {}}', 400, 'INVALID_ENVELOPE'],
    ['data without events', '{"sensor": "s", "data": []}', 400, 'INVALID_ENVELOPE'],
    ['no sensor', '{"data": [{"type": "Event"}]}', 400, 'INVALID_ENVELOPE'],
    [
      'an unknown version',
      '{"sensor": "s", "dataVersion": "v9", "data": [{}]}',
      422,
      'UNKNOWN_DATA_VERSION',
    ],
  ])('refuses %s, and keeps it in quarantine', async (_name, body, status, code) => {
    const answer = await send(body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json',
    ]);
    expect(answer.json).toMatchObject({ status, code, detail: expect.any(String) });
    const told = await receipt(answer.headers);
    expect(told).toMatchObject({ received: 1, quarantined: 1 });
    const { quarantine } = await gateway().ask(
      `query ($code: String) { quarantine(filter: {code: $code}, first: 50) { edges { node { id rawText } } } }`,
      { code },
    );
    const id = told['outcomes'][0].quarantineId as string;
    expect(nodes(quarantine).find((one) => one['id'] === id)?.['rawText']).toBe(body);
  });

  it('keeps bytes that are no UTF-8, and says where they stop to be', async () => {
    const answer = await httpPost(
      `${gateway().url}/caliper`,
      Buffer.from('{"sensor": "Zoë"}', 'latin1'),
    );
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'INVALID_ENCODING', required: 'UTF-8', offset: 14 });
    expect(await receipt(answer.headers)).toMatchObject({ quarantined: 1 });
  });

  it('takes one sound envelope of two, and answers 200', async () => {
    const term = new Term();
    const answer = await send([term.envelope([term.navigation()]), { sensor: term.sensor }]);
    expect(answer.status).toBe(200);
    expect(await receipt(answer.headers)).toMatchObject({ stored: 1, quarantined: 1 });
  });

  it('keeps each event’s text byte for byte, compressed, marked or not', async () => {
    const text = `{ "type":"Event", "actor" : "urn:a","id":"urn:x",\t"action":"Used","object":"urn:o",
      "eventTime":"2026-03-02T09:30:00.000Z", "extensions":{"n":[9007199254740993, 1.10, 1e400, -0],"n":1,"s":"\\u0000 \\ud800 Ω🎓" } }`;
    const term = new Term();
    const body = `\ufeff{"sensor": "${term.sensor}", "data":\n[ ${text} ]}`;
    const answer = await httpPost(`${gateway().url}/caliper`, gzipSync(body), {
      'content-encoding': 'gzip',
      'content-type': 'application/ld+json',
    });
    expect(answer.status).toBe(200);
    expect((await receipt(answer.headers))['outcomes'][0].event.rawText).toBe(text);
  });

  it('refuses more events than it takes, and more bytes, with 413 and nothing stored', async () => {
    const small = await startGateway(engine, { maxEvents: 3, maxBodyBytes: 4096 });
    try {
      const term = new Term();
      const four = term.envelope(Array.from({ length: 4 }, (_, n) => ({ type: 'Event', n })));
      for (const body of [
        JSON.stringify(four),
        JSON.stringify(term.envelope(['x'.repeat(4096)])),
      ]) {
        const answer = await httpPost(`${small.url}/caliper`, body);
        expect([answer.status, answer.json.required !== undefined]).toEqual([413, true]);
      }
      expect(
        await Promise.all(['receipt', 'quarantine', 'event'].map((t) => small.count(t))),
      ).toEqual([0, 0, 0]);
    } finally {
      await small.close();
    }
  });

  it('tells its configuration', async () => {
    const { status, json } = await httpSend(`${gateway().url}/caliper`);
    expect(status).toBe(200);
    expect(json.caliperMaximumPayloadSize).toBe(8192);
    expect(items(json.caliperSupportedVersions)).toContain(V1P2);
  });

  it('takes the versions that its configuration names', async () => {
    const { json } = await httpSend(`${gateway().url}/caliper`);
    const term = new Term();
    for (const dataVersion of json.caliperSupportedVersions) {
      const { status } = await send(term.envelope([term.navigation()], { dataVersion }));
      expect([dataVersion, status]).toEqual([dataVersion, 200]);
    }
  });
});
