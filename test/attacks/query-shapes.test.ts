import { gzipSync } from 'node:zlib';
import { newId } from '../../src/kernel/id';
import { hubEvent } from '../kit/payloads';
import { INGEST_TEXT, PUBLISH, REPLAY } from '../kit/operations';
import { type Answer, sharedTarget } from './attack-kit';

const times = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
const ROUTER_SECRET = 'a secret that a router shows';
const PAGE = 'query ($n: Int) { events(first: $n) { edges { node { id } } } }';
/** An event, its course, the course's events, and so on. */
const cycle = (levels: number, page = ''): string =>
  levels === 0
    ? 'id'
    : `course { events${page} { edges { node { ${cycle(levels - 1, page)} } } } }`;

describe('1 attacks by the shape of a query', () => {
  const target = sharedTarget({
    RATE_LIMIT: '3000000',
    ROUTER_GATE: 'off',
    ROUTER_SECRETS: ROUTER_SECRET,
  });
  const codes = ({ errors }: Answer) => errors.map(({ extensions }) => extensions.code);

  /** Runs a query under the oracle, and expects it to be refused as what it is. */
  const refused = (query: string, code: string, variables = {}, status = 400) =>
    target().changingNothing(async () => {
      const answer = await target().ask(query, variables);
      expect([answer.status, codes(answer)]).toEqual([status, [code]]);
      expect(answer.data).toBeNull();
      target().checkLeaks(answer, query);
      return answer;
    });

  it('1 101 aliases of __typename', () =>
    refused(`{ ${times(101, (n) => `a${n}: __typename`)} }`, 'QUERY_TOO_COMPLEX'));

  it('2 20 aliases of a field that finds persons', () =>
    refused(
      `{ ${times(20, (n) => `a${n}: person(identifier: {type: EMAIL, value: "${n}@example.edu"}) { id }`)} }`,
      'QUERY_TOO_COMPLEX',
    ));

  it('3 15 aliases of a costly field cost fifteen times as much', async () => {
    const activity = (n: number) => `a${n}: activity(filter: {}, bucket: DAY) { count }`;
    const left = async (count: number) =>
      Number(
        (await target().ask(`{ ${times(count, activity)} }`)).headers.get('ratelimit-remaining'),
      );
    const [first, second, third] = [await left(1), await left(15), await left(1)];
    expect(first - second).toBe(15 * (second - third));
    expect(second - third).toBeGreaterThanOrEqual(50);
  });

  it('4 publishing as much as a call may in each of many aliases', async () => {
    const events = Array.from({ length: 600 }, () => hubEvent());
    const fields = times(10, (n) => `a${n}: publishHubEvents(events: $events) { id }`);
    await refused(`mutation ($events: [HubEventInput!]!) { ${fields} }`, 'TOO_MANY_EVENTS', {
      events,
    });
    const text = JSON.stringify(Array.from({ length: 3_000 }, () => ({})));
    const two =
      'mutation ($t: String!) { a: ingestCaliperText(text: $t) { received } b: ingestCaliperText(text: $t) { received } }';
    const answer = await target().ask(two, { t: text });
    expect(codes(answer)).toEqual(['TOO_MANY_EVENTS']);
    await refused(
      `mutation { ${times(11, (n) => `a${n}: ingestCaliperText(text: "") { id }`)} }`,
      'QUERY_TOO_COMPLEX',
    );
  });

  it('5 a batch of operations', () =>
    target().during(async () => {
      const one = { query: '{ __typename }' };
      const answer = await target().post(JSON.stringify([one, one]));
      expect(answer.status).toBe(400);
      return answer;
    }));

  it('6 the same field 500 times, and an object 90 times', async () => {
    await refused(`{ ${times(500, () => '__typename')} }`, 'QUERY_TOO_COMPLEX');
    await refused(`{ ${times(90, () => 'event(id: "1") { id }')} }`, 'QUERY_TOO_COMPLEX');
  });

  it('7 the same field 5,000 times', () =>
    refused(`{ ${times(5_000, () => 'x')} }`, 'GRAPHQL_PARSE_FAILED'));

  it('8 a cycle of 20 levels', () =>
    refused(`{ event(id: "1") { ${cycle(6)} } }`, 'QUERY_TOO_COMPLEX'));

  it('9 pages in pages in pages, by literals', () =>
    refused(
      `{ events(first: 100) { edges { node { ${cycle(2, '(first: 100)')} } } } }`,
      'QUERY_TOO_COMPLEX',
    ));

  it('10 the same by variables', () =>
    refused(
      `query ($n: Int) { events(first: $n) { edges { node { ${cycle(2, '(first: $n)')} } } } }`,
      'QUERY_TOO_COMPLEX',
      { n: 100 },
    ));

  it('11 lists as arguments are counted too', () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Course { events(first: 100) { edges { node { id } } } } } }`;
    return refused(query, 'QUERY_TOO_COMPLEX', { r: Array(500).fill({ __typename: 'Course' }) });
  });

  it('12 what is no GraphQL, and too many tokens', async () => {
    for (const query of ['{', '{ a: }', `{ ${times(5_001, (n) => `a${n}`)} }`]) {
      await refused(query, 'GRAPHQL_PARSE_FAILED');
    }
  });

  it('13 a negative page makes nothing cheaper, and is refused', async () => {
    const query = `{ events(first: -100) { edges { node { ${cycle(3, '(first: 100)')} } } } }`;
    await refused(query, 'QUERY_TOO_COMPLEX');
    const answer = await target().ask(PAGE, { n: -100 });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  });

  it.each([2_147_483_647, 1e9, '100', 501])('14 a page of %j', (n) =>
    target().during(async () => {
      const answer = await target().ask(PAGE, { n });
      expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
      return answer;
    }),
  );

  it('14 a page of null is one of the default size', async () =>
    expect((await target().ask(PAGE, { n: null })).status).toBe(200));

  it('15 fragments that spread each other twice', async () => {
    const fragment = (n: number) =>
      `fragment F${n} on Course { ${n < 14 ? `a: parent { ...F${n + 1} } b: parent { ...F${n + 1} }` : 'id'} }`;
    const query = `{ course(id: "1") { ...F0 } } ${times(15, fragment)}`;
    const began = performance.now();
    await target().ask(query);
    expect(performance.now() - began).toBeLessThan(1_000);
    await refused(query, 'QUERY_TOO_COMPLEX');
  });

  it('16 fragments that spread each other four times', () => {
    const fragment = (n: number) =>
      `fragment F${n} on Course { ${n < 11 ? times(4, () => `...F${n + 1}`) : 'id'} }`;
    return refused(`{ course(id: "1") { ...F0 } } ${times(12, fragment)}`, 'QUERY_TOO_COMPLEX');
  });

  it('17 fragments in a circle', () =>
    refused(
      '{ course(id: "1") { ...A } } fragment A on Course { ...B } fragment B on Course { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ));

  it('18 depth that hides in a fragment of the name __schema', () =>
    refused(
      `{ event(id: "1") { ...__schema } } fragment __schema on Event { ${cycle(6)} }`,
      'QUERY_TOO_COMPLEX',
    ));

  it('19 60 directives on one field', () =>
    refused(`{ __typename ${times(60, () => '@skip(if: false)')} }`, 'QUERY_TOO_COMPLEX'));

  it('20 unknown directives and fields cause five errors at most', () =>
    target().during(async () => {
      const answer = await target().ask(
        `{ __typename @a @b @c @d @e ${times(50, (n) => `lost${n}`)} }`,
      );
      expect(answer.status).toBe(400);
      expect(answer.errors.length).toBeLessThanOrEqual(5);
      return answer;
    }));

  it('21 inline fragments that overlap', () => {
    const nested = (levels: number): string =>
      levels === 0
        ? 'id'
        : `... on Event { ${nested(levels - 1)} } ... on Event { ${nested(levels - 1)} }`;
    return target().during(async () => {
      const began = performance.now();
      const answer = await target().ask(`{ event(id: "1") { ${nested(8)} } }`);
      expect(performance.now() - began).toBeLessThan(1_000);
      expect(answer.status).toBe(200);
      expect(codes(await target().ask(`{ event(id: "1") { ${nested(11)} } }`))).toEqual([
        'DOCUMENT_TOO_LARGE',
      ]);
      return undefined;
    });
  });

  it('22 lists in lists as an argument', () =>
    refused(
      `{ event(id: ${'['.repeat(20_000)}1${']'.repeat(20_000)}) { id } }`,
      'PAYLOAD_TOO_DEEP',
    ));

  it('23 a selection of 10,000 levels', () =>
    refused('{a'.repeat(10_000) + '}'.repeat(10_000), 'PAYLOAD_TOO_DEEP'));

  it('24 a circle by introspection', () =>
    refused(
      `{ __schema { types { fields { type { ${'fields { type { '.repeat(8)} name ${'} }'.repeat(8)} } } } } }`,
      'QUERY_TOO_COMPLEX',
    ));

  it('25 a document of nothing but comments and commas', async () => {
    for (const [filler, status] of [
      ['#'.repeat(100_000), 413],
      [','.repeat(100_000), 413],
    ] as const) {
      const answer = await target().ask(`${filler}\n{ __typename }`);
      expect([answer.status, codes(answer)]).toEqual([status, ['DOCUMENT_TOO_LARGE']]);
    }
    expect(await target().announce(10_000_000)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('26 10,000 operations in one document', async () => {
    await refused(
      times(1_500, (n) => `query Q${n} { a }`),
      'GRAPHQL_PARSE_FAILED',
    );
    await refused(
      times(100, (n) => `query Q${n} { __typename }`),
      'QUERY_TOO_COMPLEX',
    );
  });

  it('27 an operationName of a megabyte is refused, and is in no log', () =>
    target().during(async () => {
      const operationName = 'CANARY_NAME'.repeat(95_000);
      const answer = await target().post(
        JSON.stringify({ query: '{ __typename }', operationName }),
      );
      expect(answer.status).toBe(400);
      target().checkLeaks(answer, operationName);
      expect(target().output()).not.toContain('CANARY_NAME');
    }));

  const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
  /** Asks for entities as the router, whom the gate lets in. */
  const entities = (r: readonly unknown[]) =>
    target().post(JSON.stringify({ query: ENTITIES, variables: { r } }), {
      'router-authorization': ROUTER_SECRET,
    });

  it('28 5,000 representations, of the router too', () =>
    target().changingNothing(async () => {
      const r = Array(5_000).fill({ __typename: 'Person', id: '1' });
      const answer = await entities(r);
      const open = await target().ask(ENTITIES, { r });
      for (const one of [answer, open])
        expect([one.status, codes(one), one.data]).toEqual([400, ['QUERY_TOO_COMPLEX'], null]);
      return [answer, open];
    }));

  it('28 29 1,000 representations are one statement, whether of 1,000 keys or of one', () =>
    target().during(async () => {
      const statements = () =>
        target().metric('leg_database_statement_duration_seconds_count', {
          statement: 'directory.persons-by-ids',
        });
      for (const ids of [
        Array.from({ length: 1_000 }, () => newId()),
        Array<string>(1_000).fill(newId()),
      ]) {
        const before = await statements();
        const answer = await entities(ids.map((id) => ({ __typename: 'Person', id })));
        expect(answer.data?.['_entities']).toEqual(Array(1_000).fill(null));
        expect((await statements()) - before).toBe(1);
      }
    }));

  it('30 an answer of many megabytes', async () => {
    const filler = 'x'.repeat(200_000);
    const event = {
      '@context': 'c',
      type: 'Event',
      actor: 'urn:a',
      action: 'Used',
      object: 'urn:o',
      eventTime: '2026-01-01T00:00:00.000Z',
      extensions: { filler },
    };
    const text = JSON.stringify(
      Array.from({ length: 20 }, (_, n) => ({ ...event, id: `urn:uuid:${n}` })),
    );
    const stored = await target().ask(
      'mutation ($text: String!) { ingestCaliperText(text: $text) { stored duplicates } }',
      { text },
    );
    expect(stored.errors).toEqual([]);
    const fields = times(10, (n) => `r${n}: rawText`);
    await refused(`{ events(first: 100) { edges { node { ${fields} } } } }`, 'RESPONSE_TOO_LARGE');
  });

  it('30 texts of many megabytes in quarantine are not read all at once', () =>
    target().during(async () => {
      const ids: string[] = [];
      for (let n = 0; n < 9; n += 1) {
        const text = `{"n": ${n}, "x": "${'x'.repeat(7_900_000)}" "y"}`;
        const { data } = await target().ask(INGEST_TEXT, { text });
        ids.push(data?.['ingestCaliperText'].outcomes[0].quarantineId as string);
      }
      const read = await target().ask('{ quarantine(first: 500) { edges { node { rawText } } } }');
      const again = await target().ask(REPLAY, { ids });
      for (const answer of [read, again])
        expect(new Set(codes(answer))).toEqual(new Set(['RESPONSE_TOO_LARGE']));
      return again;
    }));

  it('32 clients that leave while they are asked for', () =>
    target().during(async () => {
      const query =
        '{ events(first: 500) { edges { node { id person { name } course { name } } } } }';
      await Promise.all(
        Array.from({ length: 200 }, async (_, n) => {
          const gone = new AbortController();
          setTimeout(() => gone.abort(), n % 20);
          const init = { method: 'POST', body: JSON.stringify({ query }), signal: gone.signal };
          await target()
            .request('/graphql', { ...init, headers: { 'content-type': 'application/json' } })
            .catch(() => undefined);
        }),
      );
      await target().idle();
      expect((await target().ask('{ __typename }')).status).toBe(200);
    }));

  it('33 a body that comes slowly costs nobody else anything, and is cut off', () =>
    target().during(async () => {
      const head =
        'POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer KEY\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
      const began = performance.now();
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => target().raw(head, 45_000)),
      );
      expect(performance.now() - began).toBeLessThan(44_000);
      for (const answer of answers) expect(answer).toMatch(/^(?:HTTP\/1\.1 408 |$)/);
    }));

  it('33 headers that come slowly are cut off', async () => {
    const began = performance.now();
    await target().raw('POST /graphql HTTP/1.1\r\nHost: a\r\nX-Slow: ', 20_000);
    expect(performance.now() - began).toBeLessThan(19_000);
  });

  it('34 a Content-Length that is more than the body costs nobody else anything', () =>
    target().during(async () => {
      const head =
        'POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer KEY\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
      await Promise.all(Array.from({ length: 20 }, () => target().raw(head, 500)));
    }));

  it('35 500 connections that say nothing', () =>
    target().during(async () => {
      await Promise.all(Array.from({ length: 500 }, () => target().raw('', 1_000)));
    }));

  it('36 a body that is small until it is inflated, and an encoding that nobody knows', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000, 32));
    await target().during(async () => {
      const large = await target().post(bomb, { 'content-encoding': 'gzip' });
      expect([large.status, codes(large)]).toEqual([413, ['PAYLOAD_TOO_LARGE']]);
      const unknown = await target().post('{}', { 'content-encoding': 'zstd' });
      expect(unknown.status).toBe(415);
      const small = gzipSync(JSON.stringify({ query: '{ __typename }' }));
      expect((await target().post(small, { 'content-encoding': 'gzip' })).status).toBe(200);
      return [large, unknown];
    });
  });

  it('37 subscriptions and @defer, which are not offered', async () => {
    for (const query of ['subscription { events { id } }', '{ ... @defer { __typename } }']) {
      const answer = await target().ask(query);
      expect([answer.status, answer.data]).toEqual([400, null]);
    }
  });

  it('38 hashes of persisted queries fill no cache', () =>
    target().during(async () => {
      const ask = (n: number) => {
        const persistedQuery = { version: 1, sha256Hash: n.toString(16).padStart(64, '0') };
        return target().post(JSON.stringify({ extensions: { persistedQuery } }));
      };
      const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => ask(n)));
      expect(new Set(answers.flatMap(codes))).toEqual(new Set(['PERSISTED_QUERY_NOT_SUPPORTED']));
      return answers;
    }));

  it('4 one event in one field is taken after all of this', async () =>
    expect((await target().ask(PUBLISH, { events: [hubEvent()] })).errors).toEqual([]));
});
