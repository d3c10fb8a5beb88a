import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { ingest, ingestText, publish, statuses } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';
import { canary, dumpOf } from '../kit/secrets';

describeEachEngine('secrets and personal data', (engine) => {
  const gateway = sharedGateway(engine, { logLevel: 'trace', metricsPort: 0 });
  const everywhere = async (): Promise<string> => {
    const rows = [...(await dumpOf(gateway().app.database)).values()].join('');
    const metrics = await (await fetch(gateway().app.metricsUrl() ?? '')).text();
    return rows + metrics + gateway().log.join('');
  };

  it('45 shows neither values nor SQL of a statement that the database refuses', async () => {
    const { sql } = gateway().app.database;
    const secret = canary('parameter');
    const insert = (id: string) =>
      sql.run(
        'test.twice',
        'INSERT INTO event_body (tenant_id, event_id, raw) VALUES (?, ?, ?)',
        [gateway().tenantId, id, secret],
        'free',
      );
    await insert(secret.slice(0, 36));
    const refused = await insert(secret.slice(0, 36)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    const { message, stack } = refused as Error;
    const all = Object.entries(refused as Error);
    expect(JSON.stringify([all, message, stack])).not.toContain(secret);
    await sql.run(
      'test.undo',
      'DELETE FROM event_body WHERE tenant_id = ? AND raw = ?',
      [gateway().tenantId, secret],
      'free',
    );
  });

  it('128 keeps a signed launch without what it was signed with, and everything else of it', async () => {
    const term = new Term();
    const launch = term.bareLaunch();
    const object = launch['object'] as Data;
    const kept = {
      oauth_version: '1.0',
      oauth_signature_method: 'HMAC-SHA1',
      lis_person_name_full: 'Ada L',
    };
    const taken = Object.fromEntries(
      [
        'oauth_signature',
        'oauth_nonce',
        'oauth_consumer_key',
        'OAUTH_TOKEN',
        'oauthTokenSecret',
      ].map((name) => [name, canary(`128_${name}`)]),
    );
    const event = { ...object, launchParameters: { ...kept, ...taken } };
    const receipt = await ingest(gateway(), { ...launch, object: event });
    const query =
      'query ($id: ID!) { event(id: $id) { redactions ... on LtiEvent { launch { launchParameters } } } }';
    const { id } = (receipt['outcomes'] as Data[])[0]?.['event'] as Data;
    const found = (await gateway().ask(query, { id }))['event'] as Data;
    expect(found['launch'].launchParameters).toEqual({
      ...kept,
      ...Object.fromEntries(Object.keys(taken).map((name) => [name, '[REDACTED]'])),
    });
    expect(found['redactions']).toHaveLength(5);
    expect(await everywhere()).not.toContain('CANARY_SECRET_128');
  });

  it('128 keeps it so in quarantine, in a conflict, and when it is no JSON', async () => {
    const term = new Term();
    const event = (more: Data) =>
      term.navigation({ ...more, extensions: { client_secret: canary('128_quarantine') } });
    const first = event({});
    const sent = [first, { ...first, action: 'Viewed' }, event({ eventTime: 'soon' })];
    const whole = await ingest(gateway(), term.envelope(sent));
    expect(statuses(whole)).toEqual(['STORED', 'QUARANTINED', 'QUARANTINED']);
    const broken = await ingestText(gateway(), JSON.stringify(term.envelope(sent)).slice(0, -1));
    expect(statuses(broken)).toEqual(['QUARANTINED']);
    const { quarantine } = await gateway().ask(
      '{ quarantine(first: 50) { edges { node { rawText redactions problems { message came } suggestedRepair { text } } } } }',
    );
    const listed = items(quarantine.edges).map(({ node }) => node as Data);
    expect(listed).toHaveLength(3);
    for (const one of listed) expect(one['redactions']).not.toEqual([]);
    expect(JSON.stringify(listed)).not.toContain('CANARY');
    expect(await everywhere()).not.toContain('CANARY_SECRET_128');
  });

  it('129 keeps URLs without the credentials in them, also as keys that events are found by', async () => {
    const term = new Term();
    const page = (token: string) =>
      `https://lms.example/${term.sensor}?access_token=${token}&page=2`;
    const secret = canary('129_url');
    const event = term.navigation({
      object: { id: page(secret), type: 'WebPage' },
      referrer: `https://ada:${secret}@lms.example/?sesskey=${secret}#id_token=${secret}`,
      target: `https://sso.example/?next=${encodeURIComponent(page(secret))}`,
    });
    await ingest(gateway(), term.envelope([event]));
    const find =
      'query ($id: String) { events(filter: { objectId: $id }) { edges { node { redactions } } } }';
    const { events } = await gateway().ask(find, { id: page('[REDACTED]') });
    expect(items(events.edges)).toEqual([
      { node: { redactions: ['/object/id', '/referrer', '/target'] } },
    ]);
    expect(await everywhere()).not.toContain('CANARY_SECRET_129');
  });

  it('130 has no participant’s address in metrics, the log, or an error', async () => {
    const publisherParticipantId = 'canary_130@example.edu';
    const good = hubEvent({ publisherParticipantId });
    const bad = hubEvent({ publisherParticipantId, eventType: 'NONE' });
    expect(statuses(await publish(gateway(), [good, bad]))).toEqual(['STORED', 'REJECTED']);
    await gateway().ask(
      'query ($id: String) { events(filter: { participantId: $id }) { edges { node { id } } } }',
      {
        id: publisherParticipantId,
      },
    );
    const { text } = await gateway().send(
      'query ($id: Int) { events(first: $id) { edges { node { id } } } }',
      { id: publisherParticipantId },
    );
    const metrics = await (await fetch(gateway().app.metricsUrl() ?? '')).text();
    expect(metrics).toContain('# TYPE');
    expect(metrics + gateway().log.join('') + text).not.toContain('canary_130');
  });

  it.each([
    [
      'a variable',
      'query ($a: Int) { events(first: $a) { edges { node { id } } } }',
      { a: 'CANARY_SECRET_v' },
    ],
    ['a literal', '{ events(first: "CANARY_SECRET_l") { edges { node { id } } } }', {}],
    ['an object', 'mutation { publishHubEvents(events: "CANARY_SECRET_o") { received } }', {}],
  ])('128 quotes no input in an error about %s', async (_, query, variables) => {
    const { text, status } = await gateway().send(query, variables);
    expect([status, text]).toEqual([400, expect.not.stringContaining('CANARY')]);
  });
});
