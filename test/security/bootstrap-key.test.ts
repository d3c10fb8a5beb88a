import { systemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/id';
import { SCOPES } from '../../src/kernel/principal';
import { newKeyText } from '../../src/security/api-key-text';
import { ApiKeyStore } from '../../src/security/api-key.store';
import { bootstrapKey } from '../../src/security/bootstrap-key';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { startGateway } from '../kit/gateway';
import { newTenant } from '../kit/new-tenant';

describeEachEngine('the first key', (engine) => {
  let database: OpenDatabase;
  beforeAll(async () => void (database = await engine.open()));
  const first = (tenantId: string, given: string | null = null) =>
    bootstrapKey(new ApiKeyStore(database), systemClock, tenantId, given);
  const count = async (tenantId: string): Promise<number> =>
    (await database.sql.rows('test.keys', 'SELECT id FROM api_key WHERE tenant_id = ?', [tenantId]))
      .length;

  it('is one, however many gateways start at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const tenantId = newTenant();
      const made = await Promise.all(Array.from({ length: 8 }, () => first(tenantId)));
      expect(made.filter((text) => text !== null)).toHaveLength(1);
      expect(await count(tenantId)).toBe(1);
      expect(await first(tenantId)).toBeNull();
    }
  });

  it('may do everything, and make the others', async () => {
    const gateway = await startGateway(engine, { auth: 'on' });
    try {
      const key = await gateway.app.bootstrap();
      expect(key).toMatch(/^leg_[0-9A-Za-z]{71}$/);
      expect(await gateway.app.bootstrap()).toBeNull();
      const client = gateway.as(key ?? '');
      const { createApiKey } = await client.ask(
        'mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { apiKey { scopes } } }',
        { input: { name: 'next', scopes: ['ADMIN', 'PII_READ'] } },
      );
      expect(createApiKey.apiKey.scopes).toEqual(['PII_READ', 'ADMIN']);
      expect(gateway.log.join('')).not.toContain('leg_');
    } finally {
      await gateway.close();
    }
  });

  it('is not made again when all keys of the tenant have been revoked', async () => {
    const tenantId = newTenant();
    await first(tenantId);
    await database.sql.run('test.revoke', 'UPDATE api_key SET revoked_at = ? WHERE tenant_id = ?', [
      '2026-01-01 00:00:00.000',
      tenantId,
    ]);
    expect(await first(tenantId)).toBeNull();
    expect(await count(tenantId)).toBe(1);
  });

  it('is not made, or not shown, where the configuration says so', async () => {
    const { text } = newKeyText(newId());
    for (const settings of [
      { bootstrapKey: 'off' },
      { auth: 'off' as const },
      { bootstrapKey: text },
    ]) {
      const gateway = await startGateway(engine, { auth: 'on', ...settings });
      try {
        expect(await gateway.app.bootstrap()).toBeNull();
        const given = settings.bootstrapKey === text;
        expect(await gateway.count('api_key')).toBe(given ? 1 : 0);
        if (given) expect((await gateway.as(text).send('{ __typename }')).status).toBe(200);
      } finally {
        await gateway.close();
      }
    }
  });

  it('that the operator gives is taken once, by gateways that start at once too', async () => {
    const [tenantId, text] = [newTenant(), newKeyText(newId()).text];
    const made = await Promise.all(Array.from({ length: 4 }, () => first(tenantId, text)));
    expect(made.filter((one) => one !== null)).toEqual([text]);
    const [row] = await new ApiKeyStore(database).page(tenantId, {
      ...{ limit: 1, backward: false, after: null, before: null },
    });
    expect(row).toMatchObject({ name: 'bootstrap', createdBy: 'bootstrap', scopes: SCOPES });
  });

  it('that is given must be a key', async () => {
    const text = newKeyText(newId()).text.replace(/.$/, (sign) => (sign === '0' ? '1' : '0'));
    const refusal = first(newTenant(), text);
    await expect(refusal).rejects.toMatchObject({ code: 'BAD_CONFIG' });
    await expect(refusal).rejects.not.toThrow(text);
  });
});
