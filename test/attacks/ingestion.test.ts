import { setTimeout as sleep } from 'node:timers/promises';
import type { Data } from '../kit/gql';
import { INGEST_TEXT, PUBLISH } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';
import { sharedTarget } from './attack-kit';

describe('6 attacks by what is sent', () => {
  const target = sharedTarget();
  const text = async (body: string): Promise<Data> => {
    const answer = await target().ask(INGEST_TEXT, { text: body });
    expect(answer.errors).toEqual([]);
    return answer.data?.['ingestCaliperText'] as Data;
  };
  const send = (term: Term, events: Data[]) => text(JSON.stringify(term.envelope(events)));
  const publish = async (events: Data[]): Promise<Data> => {
    const answer = await target().ask(PUBLISH, { events });
    expect(answer.errors).toEqual([]);
    return answer.data?.['publishHubEvents'] as Data;
  };
  const outcome = (receipt: Data, at = 0) => (receipt['outcomes'] as Data[])[at] as Data;

  it('107 one event of 5,000 that cannot be read costs the others nothing', async () => {
    const term = new Term();
    const events = Array.from({ length: 5_000 }, (_, n) =>
      term.navigation(n === 3_077 ? { eventTime: 'soon' } : {}),
    );
    const body = JSON.stringify(term.envelope(events));
    const answer = await target().request('/caliper', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([answer.status, answer.text]).toEqual([200, '']);
    const query =
      'query ($id: ID!) { receipt(id: $id) { stored quarantined outcomes { status problems { code path } } } }';
    const id = answer.headers.get('ingest-receipt');
    const { data } = await target().ask(query, { id });
    expect(data?.['receipt']).toMatchObject({ stored: 4_999, quarantined: 1 });
    expect(data?.['receipt'].outcomes[3_077]).toMatchObject({
      status: 'QUARANTINED',
      problems: [{ path: expect.stringContaining('eventTime') }],
    });
  });

  it('108 5,001 events at once', async () => {
    const { errors } = await target().ask(INGEST_TEXT, {
      text: JSON.stringify(Array(5_001).fill({})),
    });
    expect(errors[0]?.extensions.code).toBe('TOO_MANY_EVENTS');
  });

  it.each(['{"data": []}', '{"data": {}}', '{"sensor": "s", "data": [{}]}'])(
    '109 an envelope that is none: %s',
    async (body) => expect(await text(body)).toMatchObject({ stored: 0 }),
  );

  it('110 100,000 levels', () =>
    target().during(async () => {
      const deep = `[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]`;
      expect(outcome(await text(deep))['problems'][0].code).toBe('PAYLOAD_TOO_DEEP');
    }));

  it.each([
    ['200,000 keys', Object.fromEntries(Array.from({ length: 200_000 }, (_, n) => [`k${n}`, 1]))],
    ['a key of a megabyte', { ['k'.repeat(1_000_000)]: 1 }],
    ['a list of 100,000', { list: Array(100_000).fill(1) }],
    ['lists in 5,000 lists', { lists: Array(5_000).fill([1, [2, 3]]) }],
  ])('111 an event with %s is kept in quarantine, and its neighbours are stored', (_, extensions) =>
    target().during(
      async () => {
        const term = new Term();
        const receipt = await send(term, [
          term.navigation(),
          term.navigation({ extensions }),
          term.navigation(),
        ]);
        expect(receipt).toMatchObject({ received: 3, stored: 2, quarantined: 1 });
        expect(outcome(receipt, 1)['problems'][0].code).toBe('PAYLOAD_TOO_LARGE');
        return undefined;
        // JSON.parse takes its time over one wide object, in one turn.
      },
      { turns: 2 },
    ),
  );

  it('111 a hub event with a list of 30,000 is rejected, and its neighbour is stored', () =>
    target().during(async () => {
      const large = hubEvent({ publisherEventData: { list: Array(30_000).fill(1) } });
      const receipt = await publish([large, hubEvent()]);
      expect(receipt).toMatchObject({ stored: 1, rejected: 1 });
      expect(outcome(receipt)['problems'][0].code).toBe('TOO_LARGE');
      return undefined;
    }));

  it('111 a million keys are more than a body may have bytes', () =>
    target().during(async () => {
      const keys = Array.from({ length: 1_000_000 }, (_, n) => `"k${n}":1`);
      const answer = await target().request('/caliper', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{${keys.join(',')}}`,
      });
      expect(answer.status).toBe(413);
      return answer;
    }));

  it.each([
    [
      '112 numbers that JSON.parse changes',
      '{"n": 9007199254740993, "m": 1e400, "z": -0, "d": 1.10}',
    ],
    ['113 half a surrogate pair', '{"half": "\\ud800"}'],
    ['114 U+0000', '{"nul": "\\u0000"}'],
    ['115 every kind of character', JSON.stringify({ a: '👩‍🚀 \u202e é e\u0301 𝒳' })],
    ['119 a script', '{"html": "<script>alert(1)</script>"}'],
    [
      '120 keys of prototypes',
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    ],
    ['124 paths and templates', '{"path": "../../etc/passwd", "template": "${7*7} {{7*7}} %n"}'],
  ])('%s are kept as they came', async (_, extensions) => {
    const term = new Term();
    const event = JSON.stringify(term.navigation({ extensions: 'HERE' })).replace(
      '"HERE"',
      () => extensions,
    );
    const id = outcome(await text(`[${event}]`))['event'].id as string;
    const { data } = await target().ask('query ($id: ID!) { event(id: $id) { rawText } }', { id });
    expect(data?.['event'].rawText).toBe(event);
    expect(({} as Data)['polluted']).toBeUndefined();
  });

  it('116 ids that differ by case, accent or a space at the end are four events', async () => {
    const ids = ['AI:1234', 'ai:1234', 'AI:1234 ', 'ÁI:1234'];
    const participant = `p${Date.now()}`;
    const events = ids.map((publisherEventId) =>
      hubEvent({ publisherEventId, publisherParticipantId: participant }),
    );
    const stored = await publish(events);
    expect(new Set((stored['outcomes'] as Data[]).map((one) => one['event']?.id)).size).toBe(4);
  });

  it('118 escapes of terminals and line ends stay out of the log’s lines', async () => {
    await text('{"a": "\\u001b[31m\\r\\nFAKE LINE"');
    await target().ask(`{ "\u001b[31m" }\r\n`);
    for (const line of target().output().split('\n').filter(Boolean)) {
      expect(line.includes('\u001b')).toBe(false);
      expect(() => void JSON.parse(line)).not.toThrow();
    }
  });

  it('121 texts that nearly are a time, an IRI or an address take no time', () =>
    target().during(async () => {
      const term = new Term();
      const near = [
        '2026-01-01T00:00:00.' + '0'.repeat(100_000),
        'a'.repeat(100_000) + '@',
        'urn:' + ':'.repeat(100_000),
      ];
      const events = near.flatMap((value) => [
        term.navigation({ eventTime: value }),
        term.navigation({ actor: { id: value, type: 'Person' } }),
        term.navigation({ id: value }),
      ]);
      const began = performance.now();
      await send(term, events);
      expect(performance.now() - began).toBeLessThan(5_000);
    }));

  it.each([
    '0001-01-01T00:00:00Z',
    '275760-01-01T00:00:00Z',
    '2016-12-31T23:59:60Z',
    '2026-01-01T00:00:00+14:00',
    '2026-01-01T00:00:00.1234567891Z',
    '2026-01-01T00:00:00',
  ])('122 the time %s is stored or kept with a reason', async (eventTime) => {
    const term = new Term();
    const { stored, quarantined } = await send(term, [term.navigation({ eventTime })]);
    expect(Number(stored) + Number(quarantined)).toBe(1);
  });

  it('123 no address in an event is asked', async () => {
    const { createServer } = await import('node:http');
    let asked = 0;
    const trap = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => trap.once('listening', resolve));
    const { port } = trap.address() as { port: number };
    const url = `http://127.0.0.1:${port}/context`;
    const term = new Term();
    await send(term, [term.navigation({ '@context': url, object: { id: url, type: 'WebPage' } })]);
    await sleep(100);
    trap.close();
    expect(asked).toBe(0);
  });

  it('125 SQL in filters, ids and cursors is a value', async () => {
    const sly = `' OR 1=1; DROP TABLE event; -- " \\ % _`;
    const query = 'query ($f: EventFilter) { events(filter: $f) { edges { cursor } } }';
    for (const name of ['personId', 'courseId', 'sensor', 'objectId', 'participantId']) {
      const answer = await target().ask(query, { f: { [name]: sly } });
      expect(answer.data?.['events'].edges).toEqual([]);
    }
    const cursor = await target().ask(
      'query ($c: String) { events(after: $c) { edges { cursor } } }',
      { c: sly },
    );
    expect(cursor.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it.each([{ email: { email: 1 } }, ['a'], 7, true])(
    '126 a hub field that is %j',
    async (value) => {
      const answer = await target().ask(PUBLISH, {
        events: [hubEvent({ publisherEventId: value })],
      });
      target().checkLeaks(answer);
      expect(
        answer.errors.length + Number(answer.data?.['publishHubEvents']?.rejected ?? 0),
      ).toBeGreaterThan(0);
    },
  );

  it('127 no id and no name finds nobody, least of all the first', async () => {
    const answer = await target().ask('{ person { id } }');
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('131 the same identity with other content is refused, and the first stands', async () => {
    const first = hubEvent();
    const id = outcome(await publish([first]))['event'].id as string;
    const again = outcome(await publish([{ ...first, publisherEventData: { other: true } }]));
    expect(again).toMatchObject({ status: 'REJECTED', problems: [{ code: 'CONFLICT' }] });
    expect(outcome(await publish([first]))).toMatchObject({ status: 'DUPLICATE', event: { id } });
  });

  it('132 133 the same call twice at once, and again, stores once and answers the same ids', async () => {
    const events = Array.from({ length: 20 }, () => hubEvent());
    const receipts = await Promise.all([publish(events), publish(events)]);
    receipts.push(await publish(events));
    const ids = receipts.map((receipt) =>
      (receipt['outcomes'] as Data[]).map((one) => one['event'].id as string),
    );
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
    expect(receipts.reduce((sum, { stored }) => sum + Number(stored), 0)).toBe(20);
  });

  it('134 300 types that nobody knows are stored, and grow nothing but rows', () =>
    target().during(async () => {
      const term = new Term();
      const events = Array.from({ length: 300 }, (_, n) =>
        term.navigation({ type: `https://example.org/T${n}` }),
      );
      expect(await send(term, events)).toMatchObject({ received: 300 });
    }));

  it('135 eight writers of one person’s events see no deadlock', () =>
    target().during(async () => {
      const term = new Term();
      const receipts = await Promise.all(
        Array.from({ length: 8 }, () =>
          send(
            term,
            Array.from({ length: 100 }, () => term.navigation()),
          ),
        ),
      );
      expect(receipts.map(({ stored }) => stored as number)).toEqual(Array(8).fill(100));
    }));
});
