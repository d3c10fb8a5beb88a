import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { ROUTER_HEADER } from '../../src/federation/router-gate';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { GqlAnswer } from '../kit/gql';

const SECRETS = ['a-secret-for-the-tests', 'the-next-one-of-them'];
const SDL = '{ _service { sdl } }';
const ENTITIES =
  '{ _entities(representations: [{ __typename: "Person", id: "x" }]) { __typename } }';

describeEachEngine('the gate', (engine) => {
  const gated = sharedGateway(engine, { routerSecrets: SECRETS, routerGate: true });
  const open = sharedGateway(engine, { routerSecrets: [], routerGate: false });

  const ask = (query: string, secret?: string): Promise<GqlAnswer> =>
    gated().post(
      JSON.stringify({ query }),
      secret === undefined ? {} : { [ROUTER_HEADER]: secret },
    );
  // The fourth call of a query is compiled: none may differ.
  const calls = [1, 2, 3, 4, 5, 6];

  it.each(SECRETS)('gives the router the very text of schema.graphql', async (secret) => {
    const text = readFileSync(join(__dirname, '..', '..', 'schema.graphql'), 'utf8');
    for (const _ of calls)
      expect((await ask(SDL, secret)).data).toEqual({ _service: { sdl: text } });
    for (const _ of calls)
      expect((await ask(ENTITIES, secret)).data).toEqual({ _entities: [null] });
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['another secret', 'some-other-secret-of-them'],
    ['both at once', SECRETS.join(', ')],
  ])('gives nothing to a client that shows %s', async (_title, shown) => {
    for (const query of [SDL, ENTITIES, `query { own: _service { __typename } }`]) {
      for (const _ of calls) {
        const { status, headers, data, errors, text } = await ask(query, shown);
        expect([status, data, errors.length]).toEqual([401, null, 1]);
        expect(errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
        expect(headers.get('www-authenticate')).toBe('Router');
        expect(text).not.toContain('type Person');
      }
    }
  });

  it('asks nothing of the database for one who may not ask', async () => {
    const names = await gated().statements(() => ask(ENTITIES));
    expect(names).toEqual([]);
  });

  it('leaves everything else to every client', async () => {
    expect((await ask('{ events(first: 1) { edges { cursor } } }')).data).toEqual({
      events: { edges: [] },
    });
  });

  it('can be off', async () => expect(await open().ask(ENTITIES)).toEqual({ _entities: [null] }));
});

describe('the configuration of the gate', () => {
  const of = (environment: Record<string, string>) => {
    const { routerSecrets, routerGate } = readConfig(environment);
    return { routerSecrets, routerGate };
  };

  it('is open on this machine alone, and closed where others can come', () => {
    for (const HOST of ['127.0.0.1', 'localhost', '::1'])
      expect(of({ HOST }).routerGate).toBe(false);
    for (const HOST of ['0.0.0.0', '::', '10.0.0.5', 'gateway.example', '127.0.0.1.example'])
      expect(of({ HOST }).routerGate).toBe(true);
  });

  it('is closed as soon as there is a secret', () => {
    const ROUTER_SECRETS = SECRETS.join(',');
    expect(of({ ROUTER_SECRETS })).toEqual({ routerSecrets: SECRETS, routerGate: true });
    expect(of({ ROUTER_SECRETS, ROUTER_GATE: 'off' }).routerGate).toBe(false);
    expect(of({ ROUTER_GATE: 'on' })).toEqual({ routerSecrets: [], routerGate: true });
    expect(of({ HOST: '0.0.0.0', ROUTER_GATE: 'off' }).routerGate).toBe(false);
  });

  it.each([
    ['three secrets', { ROUTER_SECRETS: 'a'.repeat(16) + `,${'b'.repeat(16)},${'c'.repeat(16)}` }],
    ['a short one', { ROUTER_SECRETS: 'short' }],
    ['an empty one', { ROUTER_SECRETS: `${'a'.repeat(16)},` }],
    ['a gate half open', { ROUTER_GATE: 'ajar' }],
  ])('refuses %s, and shows no secret', (_title, environment) => {
    expect(() => readConfig(environment)).toThrow(/ROUTER_(?:SECRETS|GATE)/);
    expect(() => readConfig(environment)).not.toThrow(/short$|aaaa|ajar/);
  });
});
