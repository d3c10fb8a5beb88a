import { request } from 'node:http';
import { newId } from '../../src/kernel/id';
import { SCOPES } from '../../src/kernel/principal';
import { toSqlTime } from '../../src/kernel/timestamp';
import { newKeyText } from '../../src/security/api-key-text';
import { describeEachEngine } from '../kit/engines';
import { type Gateway, sharedGateway, startGateway } from '../kit/gateway';
import { TokenIssuer } from '../kit/token-issuer';

const ASKED = JSON.stringify({ query: '{ __typename }' });
/** What says nothing of anybody's data. */
const OPEN = ['/', '/livez', '/readyz', '/api/openapi.json'];
const ROUTER_SECRET = 'a-secret-of-the-router';

/** Sends header lines as they are, of one name several times where they are so, and no body unless one is given. */
function sendLines(
  gateway: Gateway,
  lines: readonly string[],
  body?: string,
): Promise<{ status: number; text: string; challenge: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${gateway.url}/graphql`, { method: 'POST' }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => {
        const challenge = response.headers['www-authenticate'];
        resolve({ status: response.statusCode ?? 0, text, challenge });
        sent.destroy();
      });
    });
    sent.on('error', reject);
    const values = new Map<string, string[]>();
    for (let at = 0; at < lines.length; at += 2) {
      const name = lines[at] as string;
      values.set(name, [...(values.get(name) ?? []), lines[at + 1] as string]);
    }
    for (const [name, all] of values) sent.setHeader(name, all);
    if (body === undefined) sent.flushHeaders();
    else sent.end(body);
  });
}

describeEachEngine('authentication', (engine) => {
  const gateway = sharedGateway(engine, {
    ...{ auth: 'on', routerSecrets: [ROUTER_SECRET], authFailuresPerMinute: 100_000 },
  });
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await gateway().post(ASKED, headers)).status;
  const shown = (credential: string) =>
    gateway().post(ASKED, { authorization: `Bearer ${credential}` });
  /** All of an answer but when it was given. */
  const told = async (credential: string) => {
    const { status: code, text, headers } = await shown(credential);
    return [code, text, headers.get('www-authenticate'), headers.get('content-length')];
  };

  it.each([
    ['nothing', {}],
    ['an empty Bearer', { authorization: 'Bearer ' }],
    ['a Bearer that is null', { authorization: 'Bearer null' }],
    ['Basic', { authorization: `Basic ${Buffer.from('user:password').toString('base64')}` }],
    ['a bare text', { authorization: 'secret' }],
    ['an unknown scheme', { authorization: 'Digest username="a"' }],
  ])('70 without a credential there is a 401 and a challenge: %s', async (_title, headers) => {
    const answer = await gateway().post(ASKED, headers);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(answer.data).toBeNull();
  });

  it('70 the 401 comes before the body is read', async () => {
    const lines = ['Content-Type', 'application/json', 'Content-Length', '1000000'];
    expect(await sendLines(gateway(), lines)).toMatchObject({
      status: 401,
      challenge: expect.stringMatching(/^Bearer /),
    });
  });

  it('70 whether the gateway lives and serves is told to everybody', async () => {
    for (const path of ['/livez', '/readyz'])
      expect((await fetch(gateway().url + path)).status).toBe(200);
    expect((await fetch(`${gateway().url}/nothing`)).status).toBe(404);
  });

  it('82 a key with a wrong checksum costs no statement', async () => {
    const { key } = await gateway().issue(['events:read']);
    const last = key.at(-1) === '0' ? '1' : '0';
    const names = await gateway().statements(async () => {
      for (const text of [key.slice(0, -1) + last, key.slice(0, -1), `${key}0`, 'leg_', 'leg_x'])
        expect((await shown(text)).status).toBe(401);
    });
    expect(names).toEqual([]);
  });

  it('83 84 unknown, revoked, expired and forged keys have one answer', async () => {
    const unknown = newKeyText(newId()).text;
    const revoked = await gateway().issue(['events:read']);
    const soon = toSqlTime(Date.now() + 300) ?? '';
    const expired = await gateway().issue(['events:read'], { expiresAt: soon });
    const forged = newKeyText((await gateway().issue(['events:read'])).apiKey.id).text;
    expect((await shown(revoked.key)).status).toBe(200);
    const admin = await gateway().withKey(SCOPES);
    await admin.ask('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', {
      id: revoked.apiKey.id,
    });
    await new Promise((resolve) => setTimeout(resolve, 350));
    const answer = await told('leg_');
    expect(answer[0]).toBe(401);
    for (const key of [unknown, revoked.key, expired.key, forged])
      expect(await told(key)).toEqual(answer);
    expect(String(answer[1])).not.toMatch(/revoked|expired|unknown|checksum/);
  });

  it('83 an unknown key costs one statement at most, however often it is shown', async () => {
    const { text } = newKeyText(newId());
    const names = await gateway().statements(async () => {
      for (let call = 0; call < 10; call += 1) expect((await shown(text)).status).toBe(401);
    });
    // When keys that others showed were last used is written down later, at any time.
    expect(names.filter((name) => name !== 'security.touch-key')).toEqual(['security.find-key']);
  });

  it('86 no column of any table holds a key, or its secret', async () => {
    const { key, apiKey } = await gateway().issue(['events:read']);
    expect((await shown(key)).status).toBe(200);
    const { database } = gateway().app;
    const secret = key.slice(26, 69);
    let rows = 0;
    for (const { tableName } of database.dataSource.entityMetadatas) {
      const found = await database.sql.rows(
        'test.dump',
        `SELECT * FROM ${tableName} WHERE tenant_id = ?`,
        [gateway().tenantId],
        'free',
      );
      rows += found.length;
      const dump = JSON.stringify(found);
      expect(dump).not.toMatch(/leg_[0-9A-Za-z]{20}/);
      expect(dump).not.toContain(secret);
    }
    expect(rows).toBeGreaterThan(0);
    expect(await gateway().count('api_key', `id = '${apiKey.id}'`)).toBe(1);
  });

  it('88 whoever guesses is asked to wait, and nobody else', async () => {
    const limited = await startGateway(engine, {
      ...{ auth: 'on', authFailuresPerMinute: 20, trustProxy: ['127.0.0.1'] },
    });
    const from = (address: string, credential: string) =>
      limited.post(ASKED, {
        ...{ authorization: `Bearer ${credential}`, 'x-forwarded-for': address },
      });
    try {
      const { key } = await limited.issue(['events:read']);
      expect((await from('192.0.2.1', key)).status).toBe(200);
      const statuses: number[] = [];
      for (let guess = 0; guess < 60; guess += 1)
        statuses.push((await from('192.0.2.1', newKeyText(newId()).text)).status);
      expect(statuses.filter((one) => one === 401)).toHaveLength(20);
      expect(statuses.slice(20)).toEqual(Array(40).fill(429));
      const { headers, errors } = await from('192.0.2.1', 'leg_');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
      expect(errors[0]?.extensions.code).toBe('RATE_LIMITED');
      // A key that is in use goes on, from the same address too; other addresses are not concerned.
      expect((await from('192.0.2.1', key)).status).toBe(200);
      expect((await from('192.0.2.2', 'leg_')).status).toBe(401);
      const other = await limited.issue(['events:read']);
      expect((await from('192.0.2.2', other.key)).status).toBe(200);
      expect((await from('2001:db8::1', 'leg_')).status).toBe(401);
    } finally {
      await limited.close();
    }
  });

  it('88 an address that shows nothing is not counted as guessing', async () => {
    const limited = await startGateway(engine, { auth: 'on', authFailuresPerMinute: 1 });
    try {
      for (let call = 0; call < 5; call += 1) expect((await limited.post(ASKED)).status).toBe(401);
    } finally {
      await limited.close();
    }
  });

  it('85 a key in a query string is refused, and is in no log', async () => {
    for (const query of ['key=leg_0123456789012345678901', 'access_token=a', 'query=x&apiKey=a']) {
      const answer = await fetch(`${gateway().url}/graphql?${query}`);
      expect([query, answer.status]).toEqual([query, 400]);
      expect(await answer.text()).not.toContain('0123456789');
    }
    expect(gateway().log.join('')).not.toContain('leg_');
  });

  it('91 headers that name an end user or a tenant change nothing', async () => {
    for (const name of ['x-user-id', 'x-tenant-id', 'x-forwarded-user', 'router-user'])
      expect([name, await status({ [name]: 'admin' })]).toEqual([name, 401]);
  });

  it('63 several Authorization headers are refused', async () => {
    const lines = ['Content-Type', 'application/json'];
    const two = [...lines, 'Authorization', 'Bearer a', 'Authorization', 'Bearer b'];
    expect(await sendLines(gateway(), two, ASKED)).toMatchObject({ status: 400 });
  });

  it('89 a wrong secret of a router is nobody’s, and a right one is good for the SDL', async () => {
    const sdl = JSON.stringify({ query: '{ _service { sdl } }' });
    const ask = async (secret: string) =>
      (await gateway().post(sdl, { 'router-authorization': secret })).status;
    expect(await ask('another-secret-of-a-router')).toBe(401);
    expect(await ask(ROUTER_SECRET)).toBe(200);
  });

  it('89 one bad client behind a router costs the others nothing', async () => {
    const limited = await startGateway(engine, {
      ...{ auth: 'on', authFailuresPerMinute: 2, routerSecrets: [ROUTER_SECRET] },
    });
    const routed = (key: string) =>
      limited.post(ASKED, {
        ...{ authorization: `Bearer ${key}`, 'router-authorization': ROUTER_SECRET },
      });
    try {
      for (let guess = 0; guess < 10; guess += 1)
        expect((await routed(newKeyText(newId()).text)).status).toBe(401);
      expect((await routed((await limited.issue(['events:read'])).key)).status).toBe(200);
    } finally {
      await limited.close();
    }
  });

  it('89 a router that forwards no user sees nobody’s data, and changes nothing', async () => {
    const routed = { 'router-authorization': ROUTER_SECRET };
    const list = '{ events { edges { node { id } } } persons { edges { node { id } } } }';
    for (const query of [
      list,
      'mutation { upsertPersons(persons: [{ name: "A" }]) { id } }',
      'mutation { createApiKey(input: { name: "a", scopes: [ADMIN] }) { key } }',
      'mutation { ingestCaliper(envelope: {}) { id } }',
      'mutation { publishHubEvents(events: []) { id } }',
    ]) {
      const { errors } = await gateway().post(JSON.stringify({ query }), routed);
      expect([query, errors[0]?.extensions.code]).toEqual([query, 'FORBIDDEN']);
    }
    expect(await gateway().count('person')).toBe(0);
  });

  it('90 a router’s request is worth nothing again once its user’s token has ended', async () => {
    const issuer = await TokenIssuer.start();
    const own = await startGateway(engine, {
      ...{ auth: 'on', routerSecrets: [ROUTER_SECRET], jwt: issuer.settings() },
    });
    const replay = async (exp: number) => {
      const authorization = `Bearer ${await issuer.sign({ exp })}`;
      return own.post(ASKED, { authorization, 'router-authorization': ROUTER_SECRET });
    };
    try {
      const now = Math.floor(Date.now() / 1000);
      expect((await replay(now + 300)).status).toBe(200);
      expect((await replay(now - 300)).status).toBe(401);
    } finally {
      await own.close();
      await issuer.stop();
    }
  });

  it('91 a router’s word on who the user is is not believed: its token is', async () => {
    const headers = { 'router-authorization': ROUTER_SECRET, 'x-user-id': 'admin' };
    const query = JSON.stringify({ query: '{ apiKeys { edges { cursor } } }' });
    const { errors } = await gateway().post(query, headers);
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    const bad = { ...headers, authorization: 'Bearer leg_' };
    expect((await gateway().post(query, bad)).status).toBe(401);
  });

  it('every route but the open ones asks for a credential', async () => {
    const paths = routePaths(gateway().app.server.fastify.printRoutes({ commonPrefix: false }));
    expect(paths).toEqual(expect.arrayContaining(['/graphql', '/caliper/:key', '/livez']));
    for (const path of paths.filter((one) => !OPEN.includes(one))) {
      const url = gateway().url + path.replace(/:\w+|\*/g, 'x');
      const statuses = await Promise.all(
        ['GET', 'POST', 'PUT'].map(async (method) => {
          const headers = { 'content-type': 'application/json' };
          const body = method === 'GET' ? {} : { headers, body: '{}' };
          return (await fetch(url, { method, ...body })).status;
        }),
      );
      expect(statuses).toContain(401);
      expect([path, statuses.filter((one) => one !== 401 && one !== 405)]).toEqual([path, []]);
    }
  });
});

/** The paths of fastify's drawing of its routes: a tree in which each level is four characters wide. */
function routePaths(drawing: string): string[] {
  const above: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const [, margin = '', segment] = /^(.*)[├└]── (\S*)/.exec(line) ?? [];
    if (segment === undefined) return [];
    above.length = margin.length / 4;
    above.push(segment);
    return [above.join('').replace('//', '/')];
  });
}
