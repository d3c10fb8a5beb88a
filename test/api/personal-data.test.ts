import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { ingest } from '../kit/operations';
import { Term } from '../kit/payloads';

const MAIL = 'mailto:ada@x.example';

describeEachEngine('a reader without pii:read', (engine) => {
  const gateway = sharedGateway(engine, { auth: 'on' });
  const readers = async () => ({
    blind: await gateway().withKey(['events:read']),
    seeing: await gateway().withKey(['events:read', 'pii:read']),
  });

  it('finds nothing by an IRI that says who somebody is', async () => {
    const term = new Term();
    const named = {
      object: { id: MAIL, type: 'Person' },
      session: { id: 'ada', type: 'Session' },
    };
    const sensor = await gateway().withKey(['caliper:ingest']);
    await ingest(sensor, term.envelope([term.navigation(named)]));
    const { blind, seeing } = await readers();
    for (const filter of [`{objectId: "${MAIL}"}`, '{sessionId: "ada"}']) {
      const query = `{ events(filter: ${filter}) { edges { node { __typename } } } activity(filter: ${filter}, bucket: DAY) { count } }`;
      expect(await blind.ask(query)).toEqual({ events: { edges: [] }, activity: [] });
      expect(await seeing.ask(query)).toMatchObject({ activity: [{ count: 1 }] });
    }
  });

  it('sees neither what a property was nor what it is, and no address in a URL', async () => {
    const term = new Term();
    const sensor = await gateway().withKey(['caliper:ingest']);
    const launch = `https://tool.example/?user=ada@x.example&at=${term.site}`;
    await ingest(
      sensor,
      term.envelope([
        { ...term.content(), generated: { title: { oldValue: MAIL, newValue: MAIL } } },
        term.navigation({
          type: 'ToolLaunchEvent',
          action: 'Launched',
          target: { id: launch, type: 'Link' },
        }),
      ]),
    );
    const { blind, seeing } = await readers();
    for (const fields of [
      '... on LtiEvent { launch { launchUrl } }',
      '... on ContentEvent { changes { oldValue } }',
      '... on ContentEvent { changes { newValue } }',
    ]) {
      const query = `{ events { edges { node { ${fields} } } } }`;
      expect((await blind.send(query)).text).not.toContain('ada@x.example');
      expect((await seeing.send(query)).text).toContain('ada@x.example');
    }
  });
});
