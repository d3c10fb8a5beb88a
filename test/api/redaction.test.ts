import { describeEachEngine } from '../kit/engines';
import { type Gateway, sharedGateway, startGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { newTenant } from '../kit/new-tenant';
import { ingest, ingestText, publish, replay, statuses } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';

const NONE = { defaults: false, keys: [], paths: [] };

describeEachEngine('redaction', (engine) => {
  const gateway = sharedGateway(engine, {
    redaction: { defaults: true, keys: ['*_pin'], paths: ['/object/extensions/*/door'] },
  });
  const shown = async (receipt: Data): Promise<Data> => {
    const query = 'query ($id: ID!) { event(id: $id) { rawText redactions } }';
    const { id } = receipt['outcomes'][0].event as Data;
    return (await gateway().ask(query, { id }))['event'] as Data;
  };

  it('says where something was taken out, and keeps every other byte', async () => {
    const term = new Term();
    const event = term.bareLaunch();
    const text = JSON.stringify(event, null, 2).replace(
      '"context_id"',
      '"oauth\\u005fnonce" : 17181551384983900000 , "n": 1.10, "return": "https:\\/\\/a?sig=S1&b=2", "context_id"',
    );
    const { rawText, redactions } = await shown(await ingestText(gateway(), text));
    expect(rawText).toBe(
      text.replace('17181551384983900000', '"[REDACTED]"').replace('S1', '[REDACTED]'),
    );
    const launch = '/object/launchParameters';
    expect(redactions).toEqual([`${launch}/oauth_nonce`, `${launch}/return`]);
  });

  it('takes out what the operator names, and nothing where there is nothing', async () => {
    const term = new Term();
    const object = {
      ...(term.navigation()['object'] as Data),
      extensions: { a: { door: 'D1', toolTokens: 3 }, lockerPin: 'P1', pin: null },
    };
    const named = await shown(
      await ingest(gateway(), term.envelope([term.navigation({ object })])),
    );
    expect(named['redactions']).toEqual([
      '/object/extensions/a/door',
      '/object/extensions/lockerPin',
    ]);
    expect(named['rawText']).toContain('"toolTokens":3');
    const clean = term.navigation();
    const text = JSON.stringify(clean);
    expect(await shown(await ingestText(gateway(), text))).toEqual({
      rawText: text,
      redactions: [],
    });
  });

  it('takes secrets out of hub events by their own names', async () => {
    const data = { activity: 'Field work', session: { token: 'secret-one' } };
    const { redactions, rawText } = await shown(
      await publish(gateway(), [hubEvent({ publisherEventData: data })]),
    );
    expect(redactions).toEqual(['/publisherEventData/session/token']);
    expect(rawText).not.toContain('secret-one');
  });

  it('knows an event again whose nonce and signature are new', async () => {
    const term = new Term();
    const launch = term.bareLaunch();
    const signed = (nonce: string) => {
      const object = launch['object'] as Data;
      const launchParameters = { oauth_nonce: nonce, oauth_signature: `S${nonce}` };
      return { ...launch, object: { ...object, launchParameters } };
    };
    expect(statuses(await ingest(gateway(), signed('1')))).toEqual(['STORED']);
    expect(statuses(await ingest(gateway(), signed('2')))).toEqual(['DUPLICATE']);
    const event = hubEvent();
    const hub = (token: string) => [{ ...event, publisherEventData: { token } }];
    expect(statuses(await publish(gateway(), hub('1')))).toEqual(['STORED']);
    expect(statuses(await publish(gateway(), hub('2')))).toEqual(['DUPLICATE']);
  });

  it('knows an event again that was stored before its secret had a name', async () => {
    const own = engine.name === 'sqlite' ? { databaseUrl: (await engine.scratch()).url } : {};
    const settings = { tenantId: newTenant(), ...own };
    const term = new Term();
    const { id } = term.navigation();
    const event = (a: number) =>
      term.envelope([term.navigation({ id, extensions: { oauth_nonce: 'N', a } })]);
    const hub = hubEvent();
    const published = (a: number) => [{ ...hub, publisherEventData: { token: 'T', a } }];
    const sent = async (gateway: Gateway, a: number) => [
      ...statuses(await ingest(gateway, event(a))),
      ...statuses(await publish(gateway, published(a))),
    ];
    const before = await startGateway(engine, { redaction: NONE, ...settings });
    expect(await sent(before, 1).finally(() => before.close())).toEqual(['STORED', 'STORED']);
    const after = await startGateway(engine, settings);
    try {
      expect(await sent(after, 1)).toEqual(['DUPLICATE', 'DUPLICATE']);
      expect(await sent(after, 2)).toEqual(['QUARANTINED', 'REJECTED']);
    } finally {
      await after.close();
    }
  });

  it('repairs and replays what it keeps, at the places of what it keeps', async () => {
    const term = new Term();
    const extensions = { oauth_signature: 'S'.repeat(50), a: 1 };
    const text = JSON.stringify(term.navigation({ extensions })).replace('"a":1}', '"a":1,}');
    const receipt = await ingestText(gateway(), text);
    const { quarantineId: id, problems } = receipt['outcomes'][0] as Data;
    const { quarantine } = await gateway().ask(
      'query ($id: ID!) { quarantine(filter: {receiptId: $id}) { edges { node { rawText redactions suggestedRepair { text } } } } }',
      { id: receipt['id'] },
    );
    const kept = quarantine.edges[0].node as Data;
    expect(kept['rawText']).toBe(text.replace('S'.repeat(50), '[REDACTED]'));
    expect(kept['redactions']).toEqual(['']);
    expect((kept['rawText'] as string).slice(problems[0].offset)).toMatch(/^\}/);
    expect(kept['suggestedRepair'].text).toContain('"oauth_signature":"[REDACTED]","a":1}');
    const replayed = await replay(gateway(), [id as string], { apply: true });
    expect(statuses(replayed)).toEqual(['STORED']);
    expect((await shown(replayed))['redactions']).toEqual(['/extensions/oauth_signature']);
  });
});
