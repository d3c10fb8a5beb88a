import { localPrincipal } from '../../src/kernel/principal';
import { toSqlTime } from '../../src/kernel/timestamp';
import { newKeyText } from '../../src/security/api-key-text';
import { ApiKeyVerifier } from '../../src/security/api-key-verifier';
import { ApiKeyService } from '../../src/security/api-key.service';
import { ApiKeyStore } from '../../src/security/api-key.store';
import { LastUse } from '../../src/security/last-use';
import { newId } from '../../src/kernel/id';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

const REFUSED = { code: 'UNAUTHENTICATED' };

describeEachEngine('verifying keys', (engine) => {
  let database: OpenDatabase;
  let statements: string[] = [];
  let now = Date.now();
  const clock = () => now;
  const reports: unknown[] = [];

  beforeAll(async () => {
    database = await engine.open();
    database.observe(({ name }) => statements.push(name));
  });
  beforeEach(() => (statements = []));

  /** What one gateway has: its own memory, on the database of all. */
  const oneGateway = (size = 100) => {
    const store = new ApiKeyStore(database);
    const lastUse = new LastUse(store, clock, (error) => reports.push(error));
    const verifier = new ApiKeyVerifier(store, lastUse, clock, { millis: 30_000, size });
    const keys = new ApiKeyService(database, store, clock, (id) => verifier.forget(id));
    return { store, lastUse, verifier, keys };
  };
  const by = localPrincipal(newTenant());
  const issue = (keys: ApiKeyService, expiresAt: string | null = null) =>
    keys.create(by, { name: 'test', scopes: ['events:read'], sensors: ['s'], expiresAt });
  const lookups = () => statements.filter((name) => name === 'security.find-key').length;

  it('tells whose a key is and what it may do, with one statement for many requests', async () => {
    const { keys, verifier } = oneGateway();
    const { key, apiKey } = await issue(keys);
    const principal = await verifier.verify(key);
    expect(principal).toEqual({
      ...{ tenantId: by.tenantId, subject: `key:${apiKey.id}`, scopes: new Set(['events:read']) },
      ...{ programs: null, sensors: ['s'], person: null },
    });
    for (let request = 0; request < 100; request += 1) expect(verifier.recall(key)).toBe(principal);
    expect(lookups()).toBe(1);
  });

  it('looks a key up once for requests that come together', async () => {
    const { keys, verifier } = oneGateway();
    const { key } = await issue(keys);
    await Promise.all(Array.from({ length: 50 }, () => verifier.verify(key)));
    expect(lookups()).toBe(1);
  });

  it('remembers that an id is no key’s', async () => {
    const { verifier } = oneGateway();
    const { text } = newKeyText(newId());
    for (let request = 0; request < 20; request += 1)
      await expect(verifier.verify(text)).rejects.toMatchObject(REFUSED);
    expect(lookups()).toBe(1);
  });

  it('refuses a known id with another secret, from its memory', async () => {
    const { keys, verifier } = oneGateway();
    const { key, apiKey } = await issue(keys);
    await verifier.verify(key);
    for (let request = 0; request < 5; request += 1) {
      const forged = newKeyText(apiKey.id).text;
      expect(verifier.recall(forged)).toBeNull();
      await expect(verifier.verify(forged)).rejects.toMatchObject(REFUSED);
    }
    expect(lookups()).toBe(1);
    expect(verifier.recall(key)).not.toBeNull();
  });

  it('hears of a revocation at once here, and within its memory’s time elsewhere', async () => {
    const [here, elsewhere] = [oneGateway(), oneGateway()];
    const { key, apiKey } = await issue(here.keys);
    for (const { verifier } of [here, elsewhere]) await verifier.verify(key);
    await here.keys.revoke(by, apiKey.id);
    expect(here.verifier.recall(key)).toBeNull();
    await expect(here.verifier.verify(key)).rejects.toMatchObject(REFUSED);
    now += 29_999;
    expect(elsewhere.verifier.recall(key)).not.toBeNull();
    now += 1;
    expect(elsewhere.verifier.recall(key)).toBeNull();
    await expect(elsewhere.verifier.verify(key)).rejects.toMatchObject(REFUSED);
  });

  it('remembers nothing that was read before a revocation and came after it', async () => {
    const { keys, store, verifier } = oneGateway();
    const { key, apiKey } = await issue(keys);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const find = store.findOfAnyTenant.bind(store);
    jest.spyOn(store, 'findOfAnyTenant').mockImplementationOnce(async (id) => {
      const found = await find(id);
      await held;
      return found;
    });
    const early = verifier.verify(key);
    await keys.revoke(by, apiKey.id);
    release();
    await early;
    expect(verifier.recall(key)).toBeNull();
    await expect(verifier.verify(key)).rejects.toMatchObject(REFUSED);
  });

  it('refuses a key from the instant at which it expires, remembered or not', async () => {
    const { keys, verifier } = oneGateway();
    const { key } = await issue(keys, toSqlTime(now + 10_000));
    await verifier.verify(key);
    now += 9_999;
    expect(verifier.recall(key)).not.toBeNull();
    now += 1;
    expect(verifier.recall(key)).toBeNull();
    await expect(verifier.verify(key)).rejects.toMatchObject(REFUSED);
    await expect(oneGateway().verifier.verify(key)).rejects.toMatchObject(REFUSED);
  });

  it('never remembers more than it may, and forgets what was used longest ago', async () => {
    const { keys, verifier } = oneGateway(3);
    const all = await Promise.all([1, 2, 3, 4].map(() => issue(keys)));
    for (const { key } of all) await verifier.verify(key);
    expect(all.map(({ key }) => verifier.recall(key) !== null)).toEqual([false, true, true, true]);
    for (let flood = 0; flood < 10; flood += 1)
      await expect(verifier.verify(newKeyText(newId()).text)).rejects.toMatchObject(REFUSED);
    expect(verifier.recall(all[3]?.key ?? '')).not.toBeNull();
  });

  it('notes the last use once a minute, beside the requests', async () => {
    const { keys, verifier, lastUse, store } = oneGateway();
    const { key, apiKey } = await issue(keys);
    const lastUsed = async () => (await store.byId(by.tenantId, apiKey.id))?.lastUsedAt;
    const touches = () => statements.filter((name) => name === 'security.touch-key').length;
    await verifier.verify(key);
    for (let request = 0; request < 50; request += 1) verifier.recall(key);
    expect(touches()).toBe(0);
    await lastUse.write();
    expect([touches(), await lastUsed()]).toEqual([1, toSqlTime(now)]);
    now += 29_000;
    verifier.recall(key);
    await lastUse.write();
    expect(touches()).toBe(1);
    now += 31_000;
    await verifier.verify(key);
    await lastUse.write();
    expect([touches(), await lastUsed()]).toEqual([2, toSqlTime(now)]);
  });

  it('admits a request whose last use cannot be noted', async () => {
    const { keys, verifier, lastUse, store } = oneGateway();
    const { key } = await issue(keys);
    jest.spyOn(store, 'touch').mockRejectedValueOnce(new Error('no room'));
    expect(await verifier.verify(key)).toMatchObject({ tenantId: by.tenantId });
    await lastUse.write();
    expect(reports).toEqual([new Error('no room')]);
  });

  it('asks the client to wait, and remembers nothing, while the database does not answer', async () => {
    const { keys, verifier, store } = oneGateway();
    const { key } = await issue(keys);
    jest.spyOn(store, 'findOfAnyTenant').mockRejectedValueOnce(new Error('down'));
    await expect(verifier.verify(key)).rejects.toThrow('down');
    expect(await verifier.verify(key)).toMatchObject({ tenantId: by.tenantId });
  });
});
