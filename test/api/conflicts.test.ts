import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { items } from '../kit/gql';
import { eventIds, ingest, nodes, statuses } from '../kit/operations';
import { Term } from '../kit/payloads';
import { urn } from '../kit/ids';

describeEachEngine('an event whose identity other content holds', (engine) => {
  const gateway = sharedGateway(engine);

  it('teaches the directory nothing, and costs its neighbours nothing', async () => {
    const term = new Term();
    const id = urn();
    const first = term.navigation({ id, actor: term.person(term.ada, { name: 'Ada' }) });
    const [stored] = eventIds(await ingest(gateway(), term.envelope([first])));
    const stranger = `${term.site}/users/stranger`;
    const receipt = await ingest(
      gateway(),
      term.envelope([
        term.navigation({
          id,
          actor: term.person(stranger, { name: 'Nobody' }),
          membership: term.membership(stranger, ['Instructor']),
          eventTime: '2026-03-03T09:30:00.000Z',
        }),
        term.navigation({
          actor: term.person(term.ben, { name: 'Ben' }),
          membership: term.membership(term.ben, ['Learner']),
        }),
        term.navigation({ ...first, actor: term.person(term.ada, { name: 'Not Ada' }) }),
      ]),
    );
    expect(statuses(receipt)).toEqual(['QUARANTINED', 'STORED', 'QUARANTINED']);
    expect(items(receipt['outcomes'])[0]?.problems).toMatchObject([
      { code: 'CONFLICT', message: expect.stringContaining(String(stored)) as string },
    ]);
    const { persons, memberships } = await gateway().ask(
      '{ persons { edges { node { name } } } memberships { edges { node { roles } } } }',
    );
    expect(nodes(persons).map(({ name }) => name as string)).toEqual(['Ada', 'Ben']);
    expect(nodes(memberships).map(({ roles }) => roles as string[])).toEqual([
      ['Learner'],
      ['Learner'],
    ]);
    expect(await gateway().count('identifier')).toBe(3);
  });

  it('is told its conflict once more when it is replayed', async () => {
    const term = new Term();
    const event = term.navigation();
    await ingest(gateway(), term.envelope([event]));
    const changed = { ...event, actor: term.person(term.ben, { name: 'Changed' }) };
    const receipt = await ingest(gateway(), term.envelope([changed]));
    const [{ quarantineId }] = items(receipt['outcomes']) as [{ quarantineId: string }];
    const again = await gateway().ask(
      'mutation ($ids: [ID!]!) { replayQuarantine(ids: $ids) { outcomes { status problems { code } } } }',
      { ids: [quarantineId] },
    );
    expect(again['replayQuarantine'].outcomes).toEqual([
      { status: 'QUARANTINED', problems: [{ code: 'CONFLICT' }] },
    ]);
    const { person } = await gateway().ask(
      'query ($v: String!) { person(identifier: { type: IRI, value: $v }) { id } }',
      { v: term.ben },
    );
    expect(person).toBeNull();
  });
});
