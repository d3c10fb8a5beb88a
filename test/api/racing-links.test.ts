import { describeEachEngine } from '../kit/engines';
import { type Gateway, startGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { unique } from '../kit/ids';
import { newTenant } from '../kit/new-tenant';
import { ingest, nodes, publish, statuses } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';

const PERSON = 'query ($identifier: IdentifierInput!) { person(identifier: $identifier) { id } }';
const PERSONS = 'mutation ($persons: [PersonInput!]!) { upsertPersons(persons: $persons) { id } }';
const LINK = `mutation ($id: ID!, $identifier: IdentifierInput!) {
  linkIdentifier(personId: $id, identifier: $identifier) { id }
}`;
const UNLINK = LINK.replace('linkIdentifier', 'unlinkIdentifier');
const EVENTS = `query ($filter: EventFilter!) {
  events(filter: $filter, first: 500) { edges { node { id person { id } membership { person { id } } } } }
}`;

const CALLS = [
  { mutation: LINK, whose: 0 },
  { mutation: LINK, whose: 1 },
  { mutation: UNLINK, whose: 0 },
  { mutation: UNLINK, whose: 1 },
] as const;
/** Every call beside every other, each twice: who is first differs. */
const ROUNDS = [1, 2].flatMap(() => CALLS.flatMap((one) => CALLS.map((other) => [one, other])));

describeEachEngine('two gateways that link and unlink one identifier at once', (engine) => {
  let gateways: Gateway[];
  let people: string[];

  beforeAll(async () => {
    const tenantId = newTenant();
    // An embedded database belongs to one process: there one gateway races with itself.
    const count = engine.name === 'sqlite' ? 1 : 3;
    gateways = [];
    while (gateways.length < count) gateways.push(await startGateway(engine, { tenantId }));
    const persons = [1, 2].map(() => ({
      identifiers: [{ type: 'IRI', value: `https://lms.example/${unique('person')}` }],
    }));
    people = items((await gateway(0).ask(PERSONS, { persons }))['upsertPersons']).map(
      ({ id }) => id as string,
    );
  });
  afterAll(async () => {
    for (const one of gateways) await one.close();
  });

  const gateway = (at: number): Gateway => gateways[at % gateways.length] as Gateway;

  /**
   * Runs all rounds while events come in. After each every event is of the person whom the identifier names.
   * @returns whom it named after each round.
   */
  async function race(
    identifier: Data,
    filter: Data,
    send: (to: Gateway) => Promise<Data>,
  ): Promise<(string | null)[]> {
    const owners: (string | null)[] = [];
    const change = async (at: number, { mutation, whose }: (typeof CALLS)[number]) => {
      const { errors } = await gateway(at).send(mutation, { id: people[whose], identifier });
      // Whoever comes late takes away what is no longer there.
      const refused = errors.map(({ extensions }) => extensions.code);
      expect(mutation === UNLINK ? ['', 'NOT_FOUND'] : ['']).toContain(refused.join());
    };
    for (const [one, other] of ROUNDS) {
      const [receipt] = await Promise.all([
        send(gateway(2)),
        change(0, one as (typeof CALLS)[number]),
        change(1, other as (typeof CALLS)[number]),
      ]);
      expect(new Set(statuses(receipt))).toEqual(new Set(['STORED']));
      const { person } = await gateway(0).ask(PERSON, { identifier });
      const owner = (person?.id ?? null) as string | null;
      owners.push(owner);
      const events = nodes((await gateway(1).ask(EVENTS, { filter }))['events']);
      expect(events).toHaveLength(owners.length * 2);
      for (const event of events) {
        expect([event['id'], event['person']?.id ?? null]).toEqual([event['id'], owner]);
        expect([null, owner]).toContain(event['membership']?.person.id ?? null);
      }
    }
    return owners;
  }

  it('leave every Caliper event with the person whom the identifier names at last', async () => {
    const term = new Term();
    const owners = await race(
      { type: 'IRI', value: term.ada },
      { sensor: term.sensor },
      (to: Gateway) => ingest(to, term.envelope([term.navigation(), term.navigation()])),
    );
    // Both of them had it, and nobody, or whoever was made for an event that came to nobody.
    expect(owners).toEqual(expect.arrayContaining(people));
    expect(owners.some((owner) => owner === null || !people.includes(owner))).toBe(true);
  });

  it('leave every hub event with the person whom the participant is at last', async () => {
    const value = unique('participant');
    const program = unique('prog').slice(0, 20);
    const event = () => hubEvent({ publisherProgramId: program, publisherParticipantId: value });
    const owners = await race(
      { type: 'PARTICIPANT_ID', system: program, value },
      { programIds: [program] },
      (to: Gateway) => publish(to, [event(), event()]),
    );
    expect(owners).toEqual(expect.arrayContaining([...people, null]));
  });
});
