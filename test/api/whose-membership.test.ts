import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { eventIds, ingest, nodes } from '../kit/operations';
import { Term } from '../kit/payloads';

const EVENT = `query ($id: ID!) {
  event(id: $id) {
    person { id }
    roles
    membership { id person { id } events { edges { node { id } } } }
  }
}`;
const OF_MEMBERSHIP = `query ($id: ID!) {
  events(filter: { membershipId: $id }) { edges { node { id } } }
}`;

describeEachEngine('the membership of an event', (engine) => {
  const gateway = sharedGateway(engine);

  const sent = async (term: Term, more: Data): Promise<string> => {
    const [id] = eventIds(await ingest(gateway(), term.envelope([term.navigation(more)])));
    return id as string;
  };
  const read = async (id: string): Promise<Data> => (await gateway().ask(EVENT, { id }))['event'];

  it('is its person’s, and lists it', async () => {
    const id = await sent(new Term(), {});
    const { person, membership, roles } = await read(id);
    expect(membership.person).toEqual(person);
    expect(roles).toEqual(['Learner']);
    expect(nodes(membership.events)).toEqual([{ id }]);
    const { events } = await gateway().ask(OF_MEMBERSHIP, { id: membership.id as string });
    expect(nodes(events)).toEqual([{ id }]);
  });

  it('is its person’s where the two are named in different ways', async () => {
    const term = new Term();
    const extensions = { 'bb:user.id': '_7_1' };
    const { person, membership } = await read(
      await sent(term, { actor: term.person(term.ada, { extensions }) }),
    );
    expect(membership.person).toEqual(person);
  });

  it('is not one that is stated of somebody else, but its person’s own where that is known', async () => {
    const term = new Term();
    const others = { membership: term.membership(term.ben, ['Instructor']) };
    expect(await read(await sent(term, others))).toMatchObject({ membership: null, roles: null });
    await sent(term, {});
    const { person, membership, roles } = await read(await sent(term, others));
    expect(membership.person).toEqual(person);
    expect(roles).toEqual(['Learner']);
  });
});
