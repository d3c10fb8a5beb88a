import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { eventIds, ingest, nodes, replay, statuses } from '../kit/operations';
import { Term } from '../kit/payloads';

const NAMES = `query ($id: ID!) { event(id: $id) { person { name } } }`;

describeEachEngine('facts and rows under guard', (engine) => {
  const gateway = sharedGateway(engine, {
    maxAliases: 101,
    maxAliasesOfField: 101,
    maxCost: 10_000_000,
  });
  const strict = sharedGateway(engine, { strictSensors: ['*'] });

  it('lets no event from the future hold a person’s name against later ones', async () => {
    const term = new Term();
    const named = (name: string, eventTime: string) => {
      const event: Data = term.navigation({ eventTime });
      return { ...event, actor: { ...(event['actor'] as Data), name } };
    };
    await ingest(gateway(), term.envelope([named('Wrong', '9999-01-01T00:00:00.000Z')]));
    const receipt = await ingest(
      gateway(),
      term.envelope([named('Right', new Date(Date.now() + 60_000).toISOString())]),
    );
    const { event } = await gateway().ask(NAMES, { id: eventIds(receipt)[0] });
    expect(event.person.name).toBe('Right');
  });

  it('finds the events of a role by its term and by its IRI', async () => {
    const term = new Term();
    const receipt = await ingest(gateway(), term.envelope([term.launch()]));
    for (const role of ['Learner', 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner']) {
      const { events } = await gateway().ask(
        'query ($roles: [String!]) { events(filter: { roles: $roles }) { edges { node { id } } } }',
        { roles: [role] },
      );
      expect(nodes(events).map(({ id }) => id as string)).toContain(eventIds(receipt)[0]);
    }
  });

  it('holds a replayed event of a strict sensor to the same rules', async () => {
    const term = new Term();
    const sent = term.envelope([{ ...term.navigation(), action: 'Bogus' }]);
    const receipt = await ingest(strict(), sent);
    expect(statuses(receipt)).toEqual(['QUARANTINED']);
    const [{ quarantineId }] = items(receipt['outcomes']) as [Data];
    expect(statuses(await replay(strict(), [quarantineId as string]))).toEqual(['QUARANTINED']);
  });

  it('takes the lists of one request out of one budget, at the root too', async () => {
    const lists = Array.from(
      { length: 101 },
      (_, n) => `a${n}: events(first: 500) { edges { cursor } }`,
    );
    const answer = await gateway().send(`{ ${lists.join(' ')} }`);
    expect(answer.errors[0]?.extensions.code).toBe('QUERY_TOO_LARGE');
  });
});
