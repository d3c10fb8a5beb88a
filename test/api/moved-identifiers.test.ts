import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { eventIds, ingest, nodes } from '../kit/operations';
import { Term } from '../kit/payloads';

const EVENT = 'query ($id: ID!) { event(id: $id) { person { id } membership { id } } }';
const PERSON = 'query ($identifier: IdentifierInput!) { person(identifier: $identifier) { id } }';
const LINK = `mutation ($id: ID!, $identifier: IdentifierInput!) {
  linkIdentifier(personId: $id, identifier: $identifier) { id }
}`;
const UNLINK = LINK.replace('linkIdentifier', 'unlinkIdentifier');
const MEMBERSHIPS = `query ($id: ID!) {
  person(id: $id) { memberships { edges { node { id events { edges { node { id } } } } } } }
}`;

describeEachEngine('Caliper events whose person’s identifier', (engine) => {
  const gateway = sharedGateway(engine);

  const iri = (value: string) => ({ type: 'IRI', value });
  const personId = async (value: string): Promise<string | null> =>
    (await gateway().ask(PERSON, { identifier: iri(value) }))['person']?.id ?? null;
  const ownerOf = async (id: string): Promise<string | null> =>
    (await gateway().ask(EVENT, { id }))['event'].person?.id ?? null;
  const sent = async (term: Term, ...more: Data[]): Promise<string[]> =>
    eventIds(
      await ingest(gateway(), term.envelope(more.map((one) => term.navigation(one)))),
    ) as string[];
  const ben = (term: Term) => ({
    actor: term.person(term.ben),
    membership: term.membership(term.ben, ['Learner']),
  });

  it('is given to somebody else go along, with the membership that they have there, and no others do', async () => {
    const term = new Term();
    const [hers, his] = (await sent(term, {}, ben(term))) as [string, string];
    const bo = (await personId(term.ben)) as string;
    await gateway().ask(LINK, { id: bo, identifier: iri(term.ada) });
    expect([await ownerOf(hers), await ownerOf(his)]).toEqual([bo, bo]);
    const person = (await gateway().ask(MEMBERSHIPS, { id: bo }))['person'];
    const [membership] = nodes(person['memberships']);
    const ids = nodes((membership as Data)['events']).map(({ id }) => id as string);
    expect(ids.sort()).toEqual([hers, his].sort());
  });

  it('is taken away are nobody’s, until it is given to somebody', async () => {
    const term = new Term();
    const [hers, his] = (await sent(term, {}, ben(term))) as [string, string];
    const ada = (await personId(term.ada)) as string;
    const bo = (await personId(term.ben)) as string;
    await gateway().ask(UNLINK, { id: ada, identifier: iri(term.ada) });
    expect([await ownerOf(hers), await ownerOf(his)]).toEqual([null, bo]);
    await gateway().ask(LINK, { id: bo, identifier: iri(term.ada) });
    expect([await ownerOf(hers), await ownerOf(his)]).toEqual([bo, bo]);
    await gateway().ask(LINK, { id: ada, identifier: iri(term.ada) });
    expect([await ownerOf(hers), await ownerOf(his)]).toEqual([ada, bo]);
  });

  it('was taken away are the new person’s that its next event makes', async () => {
    const term = new Term();
    const [before] = (await sent(term, {})) as [string];
    const ada = (await personId(term.ada)) as string;
    await gateway().ask(UNLINK, { id: ada, identifier: iri(term.ada) });
    const [after] = (await sent(term, {})) as [string];
    const someone = await ownerOf(after);
    expect(someone).not.toBe(ada);
    expect(someone).not.toBeNull();
    expect(await ownerOf(before)).toBe(someone);
  });
});
