import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  base64url,
  CompactEncrypt,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWTHeaderParameters,
} from 'jose';
import { describeEachEngine } from '../kit/engines';
import { type Gateway, startGateway } from '../kit/gateway';
import { type TokenClaims, TokenIssuer } from '../kit/token-issuer';

const MINUTE = 60;
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

describeEachEngine('tokens of users', (engine) => {
  let issuer: TokenIssuer;
  let gateway: Gateway;
  beforeAll(async () => {
    issuer = await TokenIssuer.start();
    gateway = await startGateway(engine, {
      ...{ auth: 'on', authFailuresPerMinute: 100_000 },
      jwt: { ...issuer.settings(), algorithms: ['RS256'] },
    });
  });
  afterAll(async () => {
    await gateway?.close();
    await issuer?.stop();
  });

  const status = async (token: string): Promise<number> =>
    (await gateway.as(token).send('{ __typename }')).status;
  const signed = async (claims: TokenClaims, header?: Partial<JWTHeaderParameters>) =>
    status(await issuer.sign(claims, header));
  const encode = (value: unknown): string => base64url.encode(JSON.stringify(value));
  const claims = () => ({
    ...{ iss: TokenIssuer.ISSUER, aud: TokenIssuer.AUDIENCE, sub: 'u', exp: inSeconds(300) },
  });

  it('that the issuer signed are good', async () => {
    expect(await signed({})).toBe(200);
    expect(await signed({ aud: ['another', TokenIssuer.AUDIENCE] })).toBe(200);
  });

  it('71 without a signature are refused', async () => {
    for (const alg of ['none', 'None', 'NONE', '']) {
      for (const kid of [undefined, 'rsa-1'])
        expect(await status(`${encode({ alg, kid })}.${encode(claims())}.`)).toBe(401);
    }
    const [head, body] = (await issuer.sign()).split('.');
    expect(await status(`${head}.${body}.`)).toBe(401);
    expect(await status(`${head}.${body}`)).toBe(401);
  });

  it('72 signed by HMAC with the public key are refused', async () => {
    const [jwk] = issuer.jwks().keys;
    const key = await importJWK({ ...jwk, ext: true }, 'RS256', { extractable: true });
    const pem = new TextEncoder().encode(await exportSPKI(key as CryptoKey));
    for (const secret of [pem, new TextEncoder().encode(JSON.stringify(jwk))]) {
      const token = await issuer.signWith(secret, {}, { alg: 'HS256', kid: 'rsa-1' });
      expect(await status(token)).toBe(401);
    }
  });

  it('73 signed by an algorithm that is not allowed are refused, by a key of the issuer too', async () => {
    expect(await signed({}, { kid: 'ec-1' })).toBe(401);
    const { privateKey } = await generateKeyPair('PS256');
    expect(await status(await issuer.signWith(privateKey, {}, { alg: 'PS256' }))).toBe(401);
  });

  it('74 choose no key by themselves: no path, no URL, no key of their own', async () => {
    let fetched = 0;
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await crypto.subtle.exportKey('jwk', publicKey);
    const trap = createServer((_request, response) => {
      fetched += 1;
      response.end(JSON.stringify({ keys: [{ ...jwk, kid: 'rsa-1', alg: 'RS256' }] }));
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/keys`;
    try {
      const own = { kty: 'RSA', n: jwk.n as string, e: jwk.e as string };
      for (const header of [
        { kid: '../../dev/null' },
        { kid: "' OR 1=1 --" },
        { kid: url },
        { kid: '__proto__' },
        { kid: 'rsa-1', jku: url },
        { kid: 'rsa-1', x5u: url },
        { kid: 'rsa-1', jwk: own },
        { jwk: own },
        { kid: 'rsa-1', x5c: ['AAAA'] },
      ]) {
        const forged = await issuer.signWith(privateKey, {}, { alg: 'RS256', ...header });
        expect([header, await status(forged)]).toEqual([header, 401]);
      }
      expect(await signed({}, { jku: url, x5u: url, jwk: own })).toBe(200);
      expect(fetched).toBe(0);
    } finally {
      trap.close();
    }
  });

  it('75 of another issuer are refused', async () => {
    for (const iss of ['https://evil.example', `${TokenIssuer.ISSUER}/`, '', undefined])
      expect([iss, await signed({ iss })]).toEqual([iss, 401]);
  });

  it('76 for another audience are refused', async () => {
    for (const aud of ['another', ['another'], [], `${TokenIssuer.AUDIENCE} another`, undefined])
      expect([aud, await signed({ aud })]).toEqual([aud, 401]);
  });

  it('77 are good between their times, give or take a minute, and need an end', async () => {
    expect(await signed({ exp: inSeconds(-MINUTE / 2) })).toBe(200);
    expect(await signed({ nbf: inSeconds(MINUTE / 2) })).toBe(200);
    expect(await signed({ exp: inSeconds(-10 * MINUTE) })).toBe(401);
    expect(await signed({ nbf: inSeconds(10 * MINUTE) })).toBe(401);
    expect(await signed({ exp: undefined })).toBe(401);
    expect(await signed({ exp: 'tomorrow' as unknown as number })).toBe(401);
    expect(await signed({ sub: undefined })).toBe(401);
  });

  it('78 of a megabyte are refused unread', async () => {
    expect([401, 431]).toContain(await signed({ sub: 's'.repeat(1_000_000) }));
    expect([401, 431]).toContain(await signed({ sub: 's'.repeat(9_000) }));
    expect(await signed({})).toBe(200);
  });

  it('79 with an extension that must be understood are refused', async () => {
    for (const name of ['x', 'urn:example:unknown'])
      expect(await signed({}, { crit: [name], [name]: 1 })).toBe(401);
    expect(await signed({}, { x: 1 })).toBe(200);
  });

  it('80 that are encrypted, or hold another token, are refused', async () => {
    const inner = new TextEncoder().encode(await issuer.sign());
    const { publicKey } = await generateKeyPair('RSA-OAEP-256');
    const jwe = await new CompactEncrypt(inner)
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT', kid: 'rsa-1' })
      .encrypt(publicKey);
    expect(await status(jwe)).toBe(401);
    const [head] = (await issuer.sign()).split('.');
    expect(await status(`${head}.${base64url.encode(inner)}.AAAA`)).toBe(401);
  });

  it('81 stay good while the issuer is away, and unknown keys cause no flood of requests', async () => {
    const away = await TokenIssuer.start();
    const own = await startGateway(engine, { auth: 'on', jwt: away.settings() });
    const ask = async (token: string) => (await own.as(token).send('{ __typename }')).status;
    try {
      expect(await ask(await away.sign())).toBe(200);
      for (let at = 0; at < 30; at += 1)
        expect(await ask(await away.sign({}, { kid: `unknown-${at}` }))).toBe(401);
      expect(away.requests).toBe(1);
      await away.stop();
      expect(await ask(await away.sign({ sub: 'another' }))).toBe(200);
      expect(await ask(await away.sign({}, { kid: 'ec-1' }))).toBe(200);
      expect(await ask(await away.sign({}, { kid: 'unknown' }))).toBe(401);
    } finally {
      await own.close();
    }
  });

  it('81 are answered 503, not refused, while no key of the issuer is known', async () => {
    const away = await TokenIssuer.start();
    const own = await startGateway(engine, { auth: 'on', jwt: away.settings() });
    try {
      away.status = 500;
      for (let at = 0; at < 10; at += 1) {
        const answer = await own.as(await away.sign({ sub: `${at}` })).send('{ __typename }');
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
      }
      expect(away.requests).toBe(1);
      expect(own.log.join('')).not.toContain('eyJ');
    } finally {
      await own.close();
      await away.stop();
    }
  });
});

describeEachEngine('claims of tokens', (engine) => {
  let issuer: TokenIssuer;
  beforeAll(async () => void (issuer = await TokenIssuer.start()));
  afterAll(() => issuer?.stop());

  it('administer only by a role that is configured, or a scope of the configured claim', async () => {
    const gateway = await startGateway(engine, {
      auth: 'on',
      jwt: {
        ...issuer.settings(),
        ...{ rolesClaim: 'realm_access.roles', adminRoles: ['gateway-admin'], scopeClaim: 'scope' },
      },
    });
    const code = async (claims: TokenClaims) => {
      const client = gateway.as(await issuer.sign(claims));
      const answer = await client.send('{ apiKeys { pageInfo { hasNextPage } } }');
      return answer.errors[0]?.extensions.code ?? answer.status;
    };
    try {
      expect(await code({ realm_access: { roles: ['gateway-admin'] } })).toBe(200);
      expect(await code({ scope: 'openid leg:admin' })).toBe(200);
      for (const claims of [
        {},
        { roles: ['gateway-admin'] },
        { realm_access: { roles: ['admin'] } },
        { scope: 'admin openid' },
        { scopes: ['leg:admin'] },
        { admin: true },
      ]) {
        expect([claims, await code(claims)]).toEqual([claims, 'FORBIDDEN']);
      }
    } finally {
      await gateway.close();
    }
  });

  it('name a tenant only where that is configured, and only one that is', async () => {
    const settings = { ...issuer.settings(), scopeClaim: 'scope' };
    const [plain, mapped] = [
      await startGateway(engine, { auth: 'on', jwt: settings }),
      await startGateway(engine, {
        auth: 'on',
        jwt: { ...settings, tenantClaim: 'org', tenants: ['north', 'south'] },
      }),
    ];
    const made = async (gateway: Gateway, claims: TokenClaims) => {
      const token = await issuer.sign({ scope: 'leg:admin', ...claims });
      const input = { name: 'k', scopes: ['EVENTS_READ'] };
      const query = 'mutation ($i: ApiKeyInput!) { createApiKey(input: $i) { key } }';
      const answer = await gateway.as(token).send(query, { i: input });
      if (answer.status !== 200) return answer.status;
      const { key } = answer.data?.['createApiKey'] as { key: string };
      const principal = await gateway.app.authenticator.authenticate(key);
      return principal.tenantId;
    };
    try {
      expect(await made(plain, { org: 'north', tenant: 'north' })).toBe(plain.tenantId);
      expect(await made(mapped, { org: 'north' })).toBe('north');
      expect(await made(mapped, { org: 'south' })).toBe('south');
      for (const org of ['west', mapped.tenantId, '', ['north'], undefined])
        expect([org, await made(mapped, { org })]).toEqual([org, 401]);
    } finally {
      await plain.close();
      await mapped.close();
    }
  });
});
