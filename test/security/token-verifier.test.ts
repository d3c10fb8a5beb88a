import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import type { Clock } from '../../src/kernel/clock';
import { fileKeys } from '../../src/security/file-keys';
import { remoteKeys } from '../../src/security/remote-keys';
import { TokenVerifier } from '../../src/security/token-verifier';
import { userTokens } from '../../src/security/user-tokens';
import { TokenIssuer } from '../kit/token-issuer';

const REFUSED = { code: 'UNAUTHENTICATED' };
const TIMES = { cooldown: 30_000, refresh: 600_000, timeout: 5_000 };

/** Until something that was started beside the calls has happened. */
async function eventually(check: () => boolean): Promise<void> {
  for (let at = 0; at < 200 && !check(); at += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(check()).toBe(true);
}

describe('the keys of an issuer', () => {
  let issuer: TokenIssuer;
  let now: number;
  const clock: Clock = () => now;
  const reports: unknown[] = [];

  beforeEach(async () => {
    now = Date.now();
    reports.length = 0;
    issuer = await TokenIssuer.start();
  });
  afterEach(() => issuer.stop());

  const verifier = () => {
    const options = { ...issuer.settings(), tenantId: 'here' };
    const keys = remoteKeys(issuer.jwksUrl, clock, (error) => reports.push(error), TIMES);
    return new TokenVerifier(keys, options, clock);
  };

  it('are fetched once for many tokens, together or one after the other', async () => {
    const tokens = verifier();
    const all = await Promise.all([1, 2, 3, 4, 5].map((at) => issuer.sign({ sub: `u${at}` })));
    await Promise.all(all.map((token) => tokens.verify(token)));
    await tokens.verify(await issuer.sign({ sub: 'later' }, { kid: 'ec-1' }));
    expect(issuer.requests).toBe(1);
  });

  it('are fetched again for a key that is not among them, once in a while', async () => {
    const tokens = verifier();
    await tokens.verify(await issuer.sign());
    await issuer.rotate('RS256', 'rsa-2');
    const token = await issuer.sign({}, { kid: 'rsa-2' });
    await expect(tokens.verify(token)).rejects.toMatchObject(REFUSED);
    const later = jest.spyOn(Date, 'now').mockReturnValue(now + 120_000);
    now += 120_000;
    try {
      expect(await tokens.verify(token)).toMatchObject({ tenantId: 'here' });
    } finally {
      later.mockRestore();
    }
    expect(issuer.requests).toBe(2);
  });

  it('are fetched again beside the requests, and those that went are believed no more', async () => {
    const tokens = verifier();
    await tokens.verify(await issuer.sign());
    issuer.retire('rsa-1');
    now += 601_000;
    const late = { exp: Math.floor(now / 1000) + 60 };
    await tokens.verify(await issuer.sign({ ...late, sub: 'a' }, { kid: 'ec-1' }));
    await eventually(() => issuer.requests === 2);
    const token = await issuer.sign({ ...late, sub: 'b' }, { kid: 'rsa-1' });
    await expect(tokens.verify(token)).rejects.toMatchObject(REFUSED);
  });

  it('stay good for days while the issuer gives none, and the log hears of it', async () => {
    const tokens = verifier();
    await tokens.verify(await issuer.sign());
    for (const [status, body] of [
      [500, null],
      [200, 'no JSON'],
      [200, '{"keys":7}'],
      [200, JSON.stringify({ keys: [], filler: 'x'.repeat(2 * 1024 * 1024) })],
      [302, null],
    ] as const) {
      Object.assign(issuer, { status, body });
      const before = reports.length;
      now += 86_400_000;
      const exp = Math.floor(now / 1000) + 60;
      expect(await tokens.verify(await issuer.sign({ exp }))).toMatchObject({ tenantId: 'here' });
      await eventually(() => reports.length > before);
    }
    expect(String(reports)).not.toContain('eyJ');
  });

  it('are asked for once in a while only, however many tokens wait for the first of them', async () => {
    issuer.status = 503;
    const tokens = verifier();
    for (let at = 0; at < 20; at += 1) {
      const token = await issuer.sign({ sub: `u${at}` });
      await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    expect(issuer.requests).toBe(1);
    issuer.status = 200;
    now += 30_001;
    expect(await tokens.verify(await issuer.sign())).toMatchObject({ tenantId: 'here' });
  });
});

describe('a verified token', () => {
  let issuer: TokenIssuer;
  let now = Date.now();
  beforeAll(async () => void (issuer = await TokenIssuer.start()));
  afterAll(() => issuer?.stop());
  const verifier = () => {
    const clock = () => now;
    const keys = remoteKeys(issuer.jwksUrl, clock, () => undefined, TIMES);
    return new TokenVerifier(keys, { ...issuer.settings(), tenantId: 'here' }, clock);
  };

  it('is remembered for a minute, and not beyond its end', async () => {
    const tokens = verifier();
    const long = await issuer.sign({ exp: Math.floor(now / 1000) + 3600 });
    const short = await issuer.sign({ exp: Math.floor(now / 1000) - 30 });
    expect(tokens.recall(long)).toBeNull();
    const principal = await tokens.verify(long);
    await tokens.verify(short);
    expect([tokens.recall(long), tokens.recall(short)]).toEqual([principal, principal]);
    now += 31_000;
    expect([tokens.recall(long), tokens.recall(short)]).toEqual([principal, null]);
    await expect(tokens.verify(short)).rejects.toMatchObject(REFUSED);
    now += 30_000;
    expect(tokens.recall(long)).toBeNull();
    expect(tokens.recall(`${long}x`)).toBeNull();
  });
});

describe('keys in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leg-keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  it('are good for tokens as those at a URL are', async () => {
    const issuer = await TokenIssuer.start();
    try {
      const keysFile = file('keys.json', issuer.jwks());
      const settings = { ...issuer.settings(), jwksUrl: null, keysFile, tenantId: 'here' };
      const tokens = userTokens(
        settings,
        () => Date.now(),
        () => undefined,
      );
      expect(await tokens.verify(await issuer.sign())).toMatchObject({ tenantId: 'here' });
      const unknown = await issuer.sign({}, { kid: 'unknown' });
      await expect(tokens.verify(unknown)).rejects.toMatchObject(REFUSED);
      expect(issuer.requests).toBe(0);
    } finally {
      await issuer.stop();
    }
  });

  it('are refused where they are none, or private', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    for (const [name, content] of [
      ['empty.json', ''],
      ['list.json', []],
      ['private.json', { keys: [await exportJWK(privateKey)] }],
      ['secret.json', { keys: [{ kty: 'oct', k: 'AAAA' }] }],
    ] as const) {
      const path = file(name, content);
      expect(() => fileKeys(path)).toThrow('JWT_KEYS_FILE must name');
    }
    expect(() => fileKeys(join(folder, 'missing.json'))).toThrow('JWT_KEYS_FILE must name');
  });
});
