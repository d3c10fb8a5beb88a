import { request } from 'node:http';
import { describeEachEngine } from '../kit/engines';
import { type Gateway, sharedGateway } from '../kit/gateway';

const ASKED = JSON.stringify({ query: '{ __typename }' });
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
  const gateway = sharedGateway(engine, { auth: 'on', routerSecrets: [ROUTER_SECRET] });
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await gateway().post(ASKED, headers)).status;

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
});
