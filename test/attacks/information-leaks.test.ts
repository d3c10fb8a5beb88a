import { describeEachEngine } from '../kit/engines';
import { startGateway } from '../kit/gateway';
import { sharedTarget } from './attack-kit';

const CANARY = 'CANARY_SECRET_42';

describe('2 attacks on what is not said', () => {
  const target = sharedTarget({ ROUTER_GATE: 'on', ROUTER_SECRETS: 'sixteen characters and more' });

  it('39 the schema is not told, where introspection is off', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Event") { name } }']) {
      const answer = await target().ask(query);
      expect([answer.status, answer.data]).toEqual([400, null]);
      target().checkLeaks(answer);
    }
  });

  it('40 __typename is', async () =>
    expect((await target().ask('{ __typename }')).data).toEqual({ __typename: 'Query' }));

  it('41 no name of the schema is suggested', async () => {
    for (const query of [
      '{ evnt(id: "1") { id } }',
      '{ event(idd: "1") { id } }',
      '{ ...on Evnt { id } }',
    ]) {
      const answer = await target().ask(query);
      expect(answer.status).toBe(400);
      expect(answer.text).not.toMatch(/did you mean|suggest/i);
    }
  });

  it('42 the subgraph’s SDL is for the router', async () => {
    const gated = await target().ask('{ _service { sdl } }');
    expect([gated.status, gated.errors[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(gated.text.includes('type Event')).toBe(false);
  });

  it('43 there is no page', async () => {
    for (const path of ['/', '/graphql']) {
      const answer = await target().request(path, { headers: { accept: 'text/html' } });
      expect([400, 404, 406]).toContain(answer.status);
      expect(answer.headers.get('content-type')).not.toContain('text/html');
    }
  });

  it('46 a wrong variable is not echoed', () =>
    target().during(async () => {
      const value = CANARY.repeat(60_000);
      const answer = await target().ask(
        'query ($n: Int) { events(first: $n) { edges { cursor } } }',
        {
          n: { value },
        },
      );
      expect(answer.status).toBe(400);
      expect(answer.text.length).toBeLessThan(2_000);
      return answer;
    }));

  it('47 an argument that breaks a rule is told by its path, without its value', async () => {
    const types = Array(101).fill(CANARY);
    const query =
      'query ($types: [String!]) { events(filter: {types: $types}) { edges { cursor } } }';
    const answer = await target().ask(query, { types });
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: 'filter.types',
    });
    target().checkLeaks(answer);
  });

  it('48 errors before GraphQL are JSON', async () => {
    const answers = [
      await target().post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      await target().post('{'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([415, 400]);
    for (const answer of answers) {
      expect(answer.headers.get('content-type')).toContain('application/json');
      target().checkLeaks(answer);
    }
  });

  it('48 a body that is too long is refused by what it says of itself, in JSON', async () => {
    const raw = await target().announce(9_000_000);
    expect(raw).toMatch(/^HTTP\/1\.1 413 /);
    expect(raw).toContain('PAYLOAD_TOO_LARGE');
  });

  it('49 no trace is told', async () => {
    const answer = await target().post(JSON.stringify({ query: '{ __typename }' }), {
      'apollo-federation-include-trace': 'ftv1',
    });
    expect(answer.text).not.toContain('extensions');
  });

  it('50 no header says what serves, and each answer is data and nothing else', async () => {
    const { headers } = await target().ask('{ __typename }');
    expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it.each(['/metrics', '/debug', '/debug/pprof', '/json/list', '/heapdump', '/.env'])(
    '51 %s is not on the public port',
    async (path) => expect((await target().request(path)).status).toBe(404),
  );

  it('52 health says no more than that', async () => {
    for (const path of ['/livez', '/readyz']) {
      const answer = await target().request(path);
      expect(answer.text).toMatch(/^\{"status":"[a-z ]+"\}$/);
    }
  });
});

describeEachEngine('2 attacks that make the gateway fail', (engine) => {
  it.each([
    ['44 an error of ours', new Error(`SELECT ${CANARY} FROM event`)],
    [
      '45 an error of TypeORM with its query and values',
      Object.assign(new Error('QueryFailedError'), {
        query: `SELECT ${CANARY}`,
        parameters: [CANARY],
      }),
    ],
  ])('%s is masked with an id that the log has', async (_, error) => {
    const gateway = await startGateway(engine);
    const spy = jest.spyOn(gateway.app.database.sql, 'rows').mockRejectedValue(error);
    try {
      const answer = await gateway.send('{ events { edges { cursor } } }');
      const id = answer.errors[0]?.extensions['correlationId'] as string;
      expect(answer.text).not.toContain('CANARY');
      expect(gateway.log.filter((line) => line.includes(id))).toHaveLength(1);
    } finally {
      spy.mockRestore();
      await gateway.close();
    }
  });
});
