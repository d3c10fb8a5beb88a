import { serverAudits } from 'graphql-http';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';

/**
 * What the specification of GraphQL over HTTP recommends and this server does otherwise. Apollo Server
 * answers 400 to a request that never ran, whatever media type is accepted; for clients of the older
 * application/json a 200 is recommended. A proxy, a log and a test see a broken request as what it is.
 */
const OTHERWISE: Readonly<Record<string, string>> = {
  '572B': 'SHOULD use 200 status code on document parsing failure when accepting application/json',
  FDE2: 'SHOULD use 200 status code on document validation failure when accepting application/json',
  '7B9B':
    'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
};

describeEachEngine('the server audits of graphql-http', (engine) => {
  const gateway = sharedGateway(engine);
  const audits = serverAudits({ url: () => `${gateway().url}/graphql` });
  const named = (word: string) =>
    audits.filter(({ name }) => name.startsWith(word)).map((one) => [one.name, one] as const);

  it('are those that were looked at', () => {
    expect(audits.length).toBeGreaterThan(50);
    const names = new Map(audits.map(({ id, name }) => [id, name]));
    for (const [id, name] of Object.entries(OTHERWISE)) expect(names.get(id)).toBe(name);
  });

  it.each(named('MUST'))('%s', async (_name, audit) =>
    expect(await audit.fn()).toMatchObject({ status: 'ok' }),
  );

  it.each(named('SHOULD').filter(([, { id }]) => !(id in OTHERWISE)))('%s', async (_name, audit) =>
    expect(await audit.fn()).toMatchObject({ status: 'ok' }),
  );

  it.each(named('SHOULD').filter(([, { id }]) => id in OTHERWISE))(
    'answers 400 where the audit says: %s',
    async (_name, audit) => {
      const { status, response } = (await audit.fn()) as { status: string; response: Response };
      expect([status, response.status]).toEqual(['warn', 400]);
    },
  );

  it.each(named('MAY'))('%s: as it likes, without a fault', async (_name, audit) =>
    expect((await audit.fn()).status).not.toBe('error'),
  );
});
