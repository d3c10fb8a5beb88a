import { UnavailableError } from '../../src/storage/storage-error';
import { describeEachEngine } from '../kit/engines';
import { type Gateway, sharedGateway, startGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { ingest, INGEST } from '../kit/operations';
import { Term } from '../kit/payloads';

const CANARY = 'CANARY_SECRET_7';
const PAGE =
  'query ($n: Int, $filter: EventFilter) { events(first: $n, filter: $filter) { pageInfo { hasNextPage } } }';

describeEachEngine('errors over HTTP', (engine) => {
  const gateway = sharedGateway(engine);

  /** A gateway whose every statement fails. */
  const failing = async (error: Error, work: (broken: Gateway) => Promise<void>) => {
    const broken = await startGateway(engine);
    const spies = [
      jest.spyOn(broken.app.database.sql, 'rows').mockRejectedValue(error),
      jest.spyOn(broken.app.database, 'transaction').mockRejectedValue(error),
    ];
    try {
      await work(broken);
    } finally {
      spies.forEach((spy) => spy.mockRestore());
      await broken.close();
    }
  };

  it('are 400 where an operation is asked for that the document does not have, or none of several', async () => {
    for (const [query, operationName] of [
      ['query A { __typename }', 'B'],
      ['query A { __typename } query B { __typename }', undefined],
    ]) {
      const { status, errors } = await gateway().post(JSON.stringify({ query, operationName }));
      const [error] = errors;
      expect([status, error?.extensions['code']]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
      expect(error?.message).toMatch(operationName ? /named "B"/ : /Must provide operation name/);
    }
  });

  it('are 400 for brackets that nest too deep, by POST and by GET', async () => {
    const query = '{a'.repeat(250);
    const headers = { 'apollo-require-preflight': 'yes' };
    const got = await fetch(`${gateway().url}/graphql?query=${encodeURIComponent(query)}`, {
      headers,
    });
    const posted = await gateway().post(JSON.stringify({ query }));
    expect([got.status, await got.text()]).toEqual([
      400,
      expect.stringContaining('at most 200 levels'),
    ]);
    expect([posted.status, posted.text]).toEqual([
      400,
      expect.stringContaining('at most 200 levels'),
    ]);
  });

  it('are 503 with Retry-After when the database cannot answer, at every door', async () => {
    await failing(new UnavailableError('LOST', 'the connection was lost'), async (broken) => {
      const term = new Term();
      for (const [query, variables] of [
        [PAGE, {}],
        [INGEST, { body: term.envelope([term.navigation()]) }],
      ] as const) {
        const answer = await broken.send(query, variables);
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
        expect(answer.errors[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: 1 });
        expect(answer.errors[0]?.extensions['http']).toBeUndefined();
      }
      expect((await fetch(`${broken.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${broken.url}/livez`)).status).toBe(200);
    });
    expect((await fetch(`${gateway().url}/readyz`)).status).toBe(200);
  });

  it('show an id in place of what failed, and the log has that under it', async () => {
    await failing(new Error(`SELECT ${CANARY} FROM event`), async (broken) => {
      const { text, errors } = await broken.send(PAGE);
      expect(text).not.toMatch(/CANARY|SELECT|\.ts:|node_modules/);
      const id = errors[0]?.extensions['correlationId'] as string;
      expect(errors[0]?.message).toContain(id);
      expect(broken.log.filter((line) => line.includes(id) && line.includes(CANARY))).toHaveLength(
        1,
      );
    });
  });

  it('echo no input of more than 200 characters, compiled or not', async () => {
    const long = CANARY.repeat(100);
    const wrong: [string, Data][] = [
      [PAGE, { n: long }],
      [PAGE, { n: { [long]: long } }],
      [PAGE, { filter: { [long]: 1 } }],
      [PAGE, { filter: { sources: [long] } }],
      [PAGE, { filter: { personId: { long } } }],
      [PAGE, { filter: { occurredFrom: long } }],
      [PAGE, { filter: { objectId: long.repeat(2) } }],
      [`{ events(orderBy: ${long}) { edges { cursor } } }`, {}],
      [`{ event(id: "${long}", ${long}: 1) { id } }`, {}],
      [`{ ${long} }`, {}],
      [`{ events(after: "${long}") { edges { cursor } } }`, {}],
    ];
    for (const [query, variables] of wrong) {
      for (let call = 0; call < 6; call += 1) {
        const { text, errors, status } = await gateway().send(query, variables);
        expect(errors).not.toEqual([]);
        expect([status, errors[0]?.extensions.code]).not.toContain('INTERNAL_SERVER_ERROR');
        expect(text.split(CANARY).length - 1).toBeLessThanOrEqual(200 / CANARY.length);
      }
    }
  });

  it('are the same when an operation is compiled as when it is not', async () => {
    await gateway().ask(PAGE, { n: 1 });
    const wrong = [
      { n: 'x' },
      { n: 1.5 },
      { filter: { types: 7, lost: 1 } },
      { filter: { occurredFrom: 'x' } },
      { filter: { sources: ['X'] } },
      { n: 501 },
      { filter: { types: Array(101).fill('a') } },
    ];
    for (const variables of wrong) {
      const compiled = await gateway().send(PAGE, variables);
      const fresh = await gateway().send(`${PAGE} # ${JSON.stringify(variables)}`, variables);
      const told = ({ status, errors, data }: typeof fresh) => ({
        status,
        data,
        errors: errors.map(({ message, extensions }) => ({ message, extensions })),
      });
      expect(told(compiled)).toEqual(told(fresh));
      expect(compiled.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('are told of requests that are none', async () => {
    const status = async (body: string, headers: Record<string, string> = {}) =>
      (await gateway().post(body, headers)).status;
    const ok = JSON.stringify({ query: '{ __typename }' });
    expect(await status(ok)).toBe(200);
    for (const body of [
      '',
      'null',
      '1',
      '"x"',
      '{}',
      '{"query": 1}',
      '{',
      '{"query": "{ __typename "}',
    ]) {
      expect([body, await status(body)]).toEqual([body, 400]);
    }
    expect(await status(`[${ok},${ok}]`)).toBe(400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      expect([type, (await status(ok, { 'content-type': type })) >= 400]).toEqual([type, true]);
    }
    const { url } = gateway();
    const get = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(url + path, { headers })).status;
    expect(await get('/graphql?query={__typename}')).toBe(400);
    expect(await get('/graphql?query={__typename}', { 'apollo-require-preflight': 'yes' })).toBe(
      200,
    );
    const mutation = encodeURIComponent('mutation { ingestCaliper(envelope: {}) { id } }');
    expect(await get(`/graphql?query=${mutation}`, { 'apollo-require-preflight': 'yes' })).toBe(
      405,
    );
    expect(await get('/nothing')).toBe(404);
    expect((await fetch(url + '/nothing')).headers.get('x-powered-by')).toBeNull();
  });

  it('leave no prototype polluted by a body, a variable or a literal', async () => {
    const body = JSON.parse(
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "type": "Event"}',
    ) as Data;
    await ingest(gateway(), [body, new Term().navigation({ extensions: body })]);
    await gateway().send(
      'mutation { ingestCaliper(envelope: {__proto__: {polluted: 1}, constructor: {prototype: {polluted: 1}}}) { id } }',
    );
    await gateway().post('{"__proto__": {"query": "{ lost }"}, "query": "{ __typename }"}');
    expect(({} as Data)['polluted']).toBeUndefined();
  });

  it('come of nothing that is SQL: ids, filters and cursors are values', async () => {
    const sly = `' OR 1=1; DROP TABLE event; -- " \\ % _ \u0000`;
    const names = [
      'personId',
      'courseId',
      'membershipId',
      'publisherSystemId',
      'publisherEventId',
      'participantId',
      'sensor',
      'objectId',
      'sessionId',
    ];
    const lists = ['types', 'actions', 'roles', 'programIds'];
    const query = 'query ($f: EventFilter) { events(filter: $f) { edges { cursor } } }';
    for (const f of [
      ...names.map((name) => ({ [name]: sly })),
      ...lists.map((name) => ({ [name]: [sly, '%'] })),
    ]) {
      expect((await gateway().ask(query, { f }))['events'].edges).toEqual([]);
    }
    const ids =
      'query ($id: ID!, $s: String!) { event(id: $id) { id } hubEvent(eventId: $s) { id } receipt(id: $id) { id } person(id: $id) { id } membership(id: $id) { id } course(courseNumber: $s) { id } quarantine(filter: {receiptId: $id, code: $s, sensor: $s}) { edges { cursor } } }';
    const found = await gateway().ask(ids, { id: sly, s: sly });
    expect(Object.values(found).filter((one) => one !== null)).toEqual([{ edges: [] }]);
    expect(await gateway().count('event')).toBeGreaterThanOrEqual(0);
  });
});
