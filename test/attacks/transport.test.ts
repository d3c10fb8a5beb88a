import { describeEachEngine } from '../kit/engines';
import { type Gateway, sharedGateway, startGateway } from '../kit/gateway';
import { sharedTarget } from './attack-kit';

const QUERY = JSON.stringify({ query: '{ __typename }' });

describe('3 attacks by HTTP', () => {
  const target = sharedTarget();
  const status = async (body: string | Buffer, headers: Record<string, string> = {}) => {
    const answer = await target().post(body, headers);
    target().checkLeaks(answer);
    return answer.status;
  };

  it('55 a GET without a header that a page cannot send', async () => {
    expect((await target().request('/graphql?query={__typename}')).status).toBe(400);
  });

  it('56 a mutation by GET', async () => {
    const query = encodeURIComponent('mutation { ingestCaliperText(text: "") { id } }');
    const answer = await target().request(`/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    '57 %s, which any page may send',
    async (type) => expect([400, 415]).toContain(await status(QUERY, { 'content-type': type })),
  );

  it.each(['utf-7', 'utf-16', 'latin1', ''])('58 a charset of "%s"', async (charset) =>
    expect(await status(QUERY, { 'content-type': `application/json; charset=${charset}` })).toBe(
      415,
    ),
  );

  it('58 UTF-8 by either spelling', async () => {
    for (const charset of ['utf-8', 'UTF8', '"utf-8"']) {
      expect(await status(QUERY, { 'content-type': `application/json; charset=${charset}` })).toBe(
        200,
      );
    }
  });

  it('59 a GET with a Content-Type of its own', async () => {
    const raw = await target().raw(
      'GET /graphql?query={__typename} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer KEY\r\nContent-Type: message/rfc822\r\nConnection: close\r\n\r\n',
    );
    expect(raw).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('60 the Caliper door takes JSON only, and no cookie for a credential', async () => {
    const url = `${target().url}/caliper`;
    const post = (headers: Record<string, string>) =>
      fetch(url, { method: 'POST', body: '{}', headers });
    const typed = await target().request('/caliper', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'text/plain' },
    });
    expect(typed.status).toBe(415);
    const withCookie = await post({
      'content-type': 'application/json',
      cookie: 'authorization=Bearer x; key=x',
    });
    expect(withCookie.status).toBe(401);
    expect(withCookie.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('61 no page of another origin may read an answer', async () => {
    const answer = await target().post(QUERY, { origin: 'https://evil.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await target().request('/graphql', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(405);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('63 two lengths, folded lines, and two credentials', async () => {
    const head =
      'POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n';
    for (const rest of [
      'Authorization: Bearer KEY\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'Authorization: Bearer KEY\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
      'Authorization: Bearer KEY\r\nX-Folded: a\r\n b\r\nBad\r\nContent-Length: 2\r\n\r\n{}',
      'Authorization: Bearer KEY\r\nAuthorization: Bearer x\r\nContent-Length: 2\r\n\r\n{}',
    ]) {
      expect(await target().raw(head + rest)).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
  });

  it('64 of a name that stands twice the last counts, and every check sees that one', async () => {
    const aliases = Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(' ');
    const twice = (first: string, last: string) =>
      `{"query":${JSON.stringify(first)},"query":${JSON.stringify(last)}}`;
    const answer = await target().post(twice('{ x: __typename }', '{ y: __typename }'));
    expect(answer.data).toEqual({ y: 'Query' });
    expect(await status(twice('{ x: __typename }', `{ ${aliases} }`))).toBe(400);
    expect(
      await status(twice('{ x: __typename }', `# ${'x'.repeat(70_000)}\n{ y: __typename }`)),
    ).toBe(413);
  });

  it('65 __proto__ has no effect', async () => {
    const answer = await target().post(
      '{"__proto__":{"query":"{ lost }"},"query":"{ __typename }"}',
    );
    expect(answer.data).toEqual({ __typename: 'Query' });
    expect(await status('{"__proto__":{"query":"{ __typename }"}}')).toBe(400);
  });

  it.each(['null', '[]', '1', '"x"', '', '{}'])('66 a body of %j', async (body) =>
    expect(await status(body)).toBe(400),
  );

  it('67 another encoding than UTF-8, and a byte order mark', async () => {
    for (const body of [Buffer.from(QUERY, 'utf16le'), Buffer.from(`\ufeff${QUERY}`)]) {
      expect(await status(body)).toBe(400);
    }
  });

  it('68 bytes that are no UTF-8', async () =>
    expect(
      await status(
        Buffer.concat([
          Buffer.from('{"query":"{ __typename } # '),
          Buffer.from([0xc3, 0x28]),
          Buffer.from('"}'),
        ]),
      ),
    ).toBe(400));

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('69 the method %s', async (method) => {
    const answer = await target().request('/graphql', { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it.each([
    '//graphql',
    '/graphql/..;/metrics',
    '/graphql/',
    '/%2e%2e/etc/passwd',
    '/graphql%00',
    '/GRAPHQL',
  ])('69 the path %s', async (path) => {
    const raw = await target().raw(
      `GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer KEY\r\nConnection: close\r\n\r\n`,
    );
    expect(raw).toMatch(/^HTTP\/1\.1 40[045] /);
  });

  it('69 headers of more than 16 KB', async () => {
    const answer = await target().raw(
      `GET /livez HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

describeEachEngine('3 attacks by names', (engine) => {
  const open = sharedGateway(engine);
  const closed = sharedGateway(engine, {
    corsOrigins: ['https://portal.example.edu'],
    allowedHosts: ['gateway.example.edu'],
  });

  it('61 pages of an allowed origin may read answers, others not', async () => {
    const acao = async (origin: string) =>
      (await closed().post(QUERY, { origin })).headers.get('access-control-allow-origin');
    expect(await acao('https://portal.example.edu')).toBe('https://portal.example.edu');
    expect(await acao('https://evil.example')).not.toBe('https://evil.example');
  });

  it('62 where no credential is asked for, another Host is not answered', async () => {
    const host = async (gateway: typeof open, name: string) => {
      const answer = await gateway().app.server.fastify.inject({
        url: '/graphql',
        method: 'POST',
        headers: { host: name, 'content-type': 'application/json' },
        payload: QUERY,
      });
      return answer.statusCode;
    };
    expect(await host(open, 'localhost:4000')).toBe(200);
    expect(await host(open, 'rebound.evil.example')).toBe(421);
    expect(await host(closed, 'gateway.example.edu')).toBe(200);
  });

  it('62 X-Forwarded-For is nobody’s address, unless a proxy that is trusted says so', async () => {
    const settings = { auth: 'on', authFailuresPerMinute: 3 } as const;
    const guess = async (gateway: Gateway, forwarded: (n: number) => string) => {
      const statuses: number[] = [];
      for (let n = 0; n < 8; n += 1) {
        const headers = { authorization: 'Bearer leg_guess', 'x-forwarded-for': forwarded(n) };
        statuses.push((await gateway.post(QUERY, headers)).status);
      }
      return statuses;
    };
    const direct = await startGateway(engine, settings);
    const behind = await startGateway(engine, { ...settings, trustProxy: ['127.0.0.1'] });
    try {
      expect(await guess(direct, (n) => `203.0.113.${n}`)).toEqual([
        401,
        401,
        401,
        ...Array<number>(5).fill(429),
      ]);
      expect(await guess(behind, (n) => `203.0.113.${n}`)).toEqual(Array(8).fill(401));
      expect((await guess(behind, () => '198.51.100.7')).slice(3)).toEqual(Array(5).fill(429));
    } finally {
      await direct.close();
      await behind.close();
    }
  });
});
