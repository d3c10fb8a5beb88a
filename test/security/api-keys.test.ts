import { SCOPES } from '../../src/kernel/principal';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { GqlClient } from '../kit/gql';
import { nodes } from '../kit/operations';

// A last use is noted beside the requests: two lists of one moment may differ in it.
const FIELDS = 'id name scopes programs sensors createdAt createdBy expiresAt revokedAt lastUsedAt';
const CREATE = `mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { key apiKey { ${FIELDS} lastUsedAt } } }`;
const ROTATE = `mutation ($id: ID!, $overlap: Int) {
  rotateApiKey(id: $id, overlapSeconds: $overlap) { key apiKey { ${FIELDS} } }
}`;
const REVOKE = `mutation ($id: ID!) { revokeApiKey(id: $id) { ${FIELDS} } }`;
const LIST = `query ($first: Int, $after: String) {
  apiKeys(first: $first, after: $after) { edges { node { ${FIELDS} } } pageInfo { hasNextPage endCursor } }
}`;
const KEY = /^leg_[0-9A-Za-z]{71}$/;

describeEachEngine('API keys', (engine) => {
  const gateway = sharedGateway(engine, { auth: 'on' });
  const admin = () => gateway().withKey(SCOPES);
  const status = async (client: GqlClient) => (await client.send('{ __typename }')).status;

  it('are made with what was asked for, and good at once', async () => {
    const input = {
      ...{ name: 'Badge system', scopes: ['HUB_PUBLISH', 'EVENTS_READ'] },
      ...{ programs: ['RowanHillCE'], expiresAt: '2999-01-01T00:00:00.000Z' },
    };
    const { createApiKey } = await (await admin()).ask(CREATE, { input });
    expect(createApiKey.key).toMatch(KEY);
    expect(createApiKey.apiKey).toEqual({
      ...input,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sensors: null,
      createdAt: expect.any(String),
      createdBy: expect.stringMatching(/^key:[0-9a-f-]{36}$/),
      revokedAt: null,
      lastUsedAt: null,
    });
    expect(await status(gateway().as(createApiKey.key as string))).toBe(200);
  });

  it('are listed for an administrator, the newest first, without the key', async () => {
    const client = await admin();
    const made: string[] = [];
    for (const name of ['a', 'b', 'c'])
      made.unshift((await gateway().issue(['events:read'], { name })).apiKey.id);
    const first = (await client.ask(LIST, { first: 2 }))['apiKeys'];
    const after: unknown = first.pageInfo.endCursor;
    const second = (await client.ask(LIST, { first: 2, after }))['apiKeys'];
    expect([...nodes(first), ...nodes(second)].slice(0, 3).map(({ id }) => id as string)).toEqual(
      made,
    );
    expect(JSON.stringify([first, second])).not.toContain('leg_');
  });

  it('are no business of anybody else', async () => {
    const { apiKey } = await gateway().issue(['events:read']);
    for (const scope of SCOPES.filter((one) => one !== 'admin')) {
      const client = await gateway().withKey([scope]);
      const input = { name: 'mine', scopes: ['EVENTS_READ'] };
      for (const [query, variables] of [
        [LIST, {}],
        [CREATE, { input }],
        [ROTATE, { id: apiKey.id }],
        [REVOKE, { id: apiKey.id }],
      ] as const) {
        expect(await client.fail(query, variables)).toMatchObject({
          extensions: { code: 'FORBIDDEN' },
        });
      }
    }
    expect(await gateway().count('api_key', `id = '${apiKey.id}' AND revoked_at IS NULL`)).toBe(1);
  });

  it('may do no more than whoever makes them: personal data is for those who have it', async () => {
    const plain = await gateway().withKey(['admin']);
    const input = { name: 'curious', scopes: ['EVENTS_READ', 'PII_READ'] };
    expect((await plain.fail(CREATE, { input })).extensions.code).toBe('FORBIDDEN');
    const { apiKey } = await gateway().issue(['events:read', 'pii:read']);
    expect((await plain.fail(ROTATE, { id: apiKey.id })).extensions.code).toBe('FORBIDDEN');
    const own = { name: 'reader', scopes: ['EVENTS_READ', 'HUB_PUBLISH'] };
    expect((await plain.ask(CREATE, { input: own }))['createApiKey'].key).toMatch(KEY);
    expect((await (await admin()).ask(CREATE, { input }))['createApiKey'].key).toMatch(KEY);
  });

  it.each([
    ['a name', { name: '' }, 'REQUIRED', '/name'],
    ['a short name', { name: 'n'.repeat(201) }, 'TOO_LONG', '/name'],
    ['a name that can be stored', { name: 'a\u0000b' }, 'INVALID_CHARACTER', '/name'],
    ['a scope', { scopes: [] }, 'REQUIRED', '/scopes'],
    ['a program in the list', { programs: [] }, 'REQUIRED', '/programs'],
    ['short programs', { programs: ['a', 'p'.repeat(26)] }, 'TOO_LONG', '/programs/1'],
    ['few sensors', { sensors: Array(101).fill('s') }, 'TOO_MANY', '/sensors'],
    [
      'no bound for administrators',
      { scopes: ['ADMIN'], sensors: ['s'] },
      'BAD_USER_INPUT',
      '/sensors',
    ],
    [
      'an end that is to come',
      { expiresAt: '2001-01-01T00:00:00Z' },
      'BAD_USER_INPUT',
      '/expiresAt',
    ],
  ])('need %s', async (_title, fault, code, path) => {
    const input = { name: 'n', scopes: ['EVENTS_READ'], ...fault };
    const { extensions } = await (await admin()).fail(CREATE, { input });
    expect(extensions).toMatchObject({ code, path });
  });

  it('are both good while one takes the place of the other, and the old one ends by itself', async () => {
    const client = await admin();
    const old = await gateway().issue(['events:read'], { name: 'sync', programs: ['P1'] });
    const { rotateApiKey } = await client.ask(ROTATE, { id: old.apiKey.id, overlap: 3600 });
    expect(rotateApiKey.apiKey).toMatchObject({
      ...{ name: 'sync', scopes: ['EVENTS_READ'], programs: ['P1'], expiresAt: null },
    });
    expect(rotateApiKey.key).not.toBe(old.key);
    for (const key of [old.key, rotateApiKey.key as string])
      expect(await status(gateway().as(key))).toBe(200);
    const listed = nodes((await client.ask(LIST, { first: 500 }))['apiKeys']);
    const end = listed.find(({ id }) => id === old.apiKey.id)?.['expiresAt'] as string;
    const seconds = (Date.parse(end) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(3000);
    expect(seconds).toBeLessThanOrEqual(3600);
  });

  it('end at once when they are rotated without an overlap', async () => {
    const old = await gateway().issue(['events:read']);
    expect(await status(gateway().as(old.key))).toBe(200);
    const client = await admin();
    const { rotateApiKey } = await client.ask(ROTATE, { id: old.apiKey.id, overlap: 0 });
    expect(await status(gateway().as(old.key))).toBe(401);
    expect(await status(gateway().as(rotateApiKey.key as string))).toBe(200);
    const again = await client.fail(ROTATE, { id: old.apiKey.id, overlap: 0 });
    expect(again.extensions.code).toBe('CONFLICT');
  });

  it('are rotated into keys with as long a life', async () => {
    const day = 86_400_000;
    const expiresAt = new Date(Date.now() + 2 * day).toISOString().replace('T', ' ').slice(0, 23);
    const { apiKey } = await gateway().issue(['events:read'], { expiresAt });
    const { rotateApiKey } = await (await admin()).ask(ROTATE, { id: apiKey.id, overlap: 60 });
    const life = Date.parse(rotateApiKey.apiKey.expiresAt as string) - Date.now();
    expect(Math.round(life / day)).toBe(2);
  });

  it('are refused for good once they are revoked, and the first time stands', async () => {
    const { key, apiKey } = await gateway().issue(['events:read']);
    expect(await status(gateway().as(key))).toBe(200);
    const client = await admin();
    const { revokeApiKey } = await client.ask(REVOKE, { id: apiKey.id });
    expect(revokeApiKey.revokedAt).toEqual(expect.any(String));
    expect(await status(gateway().as(key))).toBe(401);
    const again = (await client.ask(REVOKE, { id: apiKey.id }))['revokeApiKey'];
    // When it was used last is written a little later than it was used.
    expect({ ...again, lastUsedAt: null }).toEqual({ ...revokeApiKey, lastUsedAt: null });
  });

  it.each([
    ['an unknown one', '0190a0a0-0000-7000-8000-000000000000'],
    ['what is no id', "' OR 1=1 --"],
  ])('are not found by the id of %s', async (_title, id) => {
    const client = await admin();
    for (const query of [ROTATE, REVOKE])
      expect((await client.fail(query, { id, overlap: 0 })).extensions.code).toBe('NOT_FOUND');
  });

  it.each([-1, 30 * 86_400 + 1])('take no overlap of %d seconds', async (overlap) => {
    const { apiKey } = await gateway().issue(['events:read']);
    const { extensions } = await (await admin()).fail(ROTATE, { id: apiKey.id, overlap });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: '/overlapSeconds' });
  });
});

describeEachEngine('API keys of two tenants', (engine) => {
  const one = sharedGateway(engine, { auth: 'on' });
  const other = sharedGateway(engine, {
    auth: 'on',
    ...(engine.name === 'sqlite' ? { databaseUrl: 'sqlite::memory:' } : {}),
  });

  it('are not seen, rotated or revoked by each other’s administrators', async () => {
    const client = await other().withKey(SCOPES);
    const { apiKey, key } = await one().issue(['events:read']);
    const seen = nodes((await client.ask(LIST, {}))['apiKeys']).map(({ id }) => id as string);
    expect(seen).not.toContain(apiKey.id);
    for (const query of [ROTATE, REVOKE])
      expect((await client.fail(query, { id: apiKey.id })).extensions.code).toBe('NOT_FOUND');
    expect((await one().as(key).send('{ __typename }')).status).toBe(200);
  });
});
