import { describeEachEngine } from '../kit/engines';
import { type Gateway, startGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { newTenant } from '../kit/new-tenant';
import { eventIds, ingest, nodes, publish, statuses } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';
import { storedTexts } from '../kit/stored-texts';

const ROUNDS = 5;

describeEachEngine('two gateways on one database', (engine) => {
  let one: Gateway;
  let other: Gateway;
  const both = () => [one, other, one, other];

  beforeAll(async () => {
    const tenantId = newTenant();
    // An embedded database belongs to one process: there one gateway races with itself.
    one = await startGateway(engine, { tenantId });
    other = engine.name === 'sqlite' ? one : await startGateway(engine, { tenantId });
  });
  afterAll(async () => {
    await one.close();
    if (other !== one) await other.close();
  });

  it('store the same envelopes once, and answer the same ids', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const term = new Term();
      const data = Array.from({ length: 20 }, (_, n) =>
        term.navigation(n % 3 ? {} : { id: null, n }),
      );
      const receipts = await Promise.all(
        both().map((gateway, at) =>
          ingest(gateway, term.envelope(at % 3 ? data : [...data].reverse())),
        ),
      );
      const ids = receipts.map((receipt, at) =>
        at % 3 ? eventIds(receipt) : eventIds(receipt).reverse(),
      );
      for (const list of ids) expect(list).toEqual(ids[0]);
      expect(new Set(ids[0]).size).toBe(20);
      const all = receipts.flatMap(statuses);
      expect(all.filter((status) => status === 'STORED')).toHaveLength(20);
      expect(all.filter((status) => status === 'DUPLICATE')).toHaveLength(60);
      expect(await one.count('event', `sensor = '${term.sensor}'`)).toBe(20);
    }
    const texts = await storedTexts(one.app.database.sql, one.tenantId);
    expect(texts).toHaveLength(await one.count('event'));
  });

  it('let one of two contents have an identity, and refuse the other, whoever was first', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const term = new Term();
      const event = term.navigation();
      const hub = hubEvent();
      const receipts = await Promise.all([
        ...both().map((gateway, n) => ingest(gateway, term.envelope([{ ...event, n }]))),
        ...both().map((gateway, n) => publish(gateway, [{ ...hub, publisherEventData: { n } }])),
      ]);
      const ends = receipts.flatMap(statuses).sort();
      expect(ends).toEqual([
        ...Array(3).fill('QUARANTINED'),
        ...Array(3).fill('REJECTED'),
        'STORED',
        'STORED',
      ]);
    }
  });

  it('make one person of each IRI, one course and one membership, whoever names them first', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const term = new Term();
      const people = Array.from({ length: 15 }, (_, n) => `${term.site}/users/${n}`);
      const naming = (ids: readonly string[]) =>
        term.envelope(
          ids.map((id) =>
            term.navigation({
              actor: term.person(id, { name: id }),
              membership: term.membership(id, ['Learner']),
            }),
          ),
        );
      const receipts = await Promise.all(
        both().map((gateway, at) =>
          ingest(gateway, naming(at % 2 ? people : [...people].reverse())),
        ),
      );
      expect(receipts.flatMap(statuses)).toEqual(Array(60).fill('STORED'));
      const { events } = await other.ask(
        `query ($sensor: String) { events(filter: {sensor: $sensor}, first: 500) { edges { node {
          person { id name } course { id } membership { id person { id } } ... on CaliperEvent { actor { id } } } } } }`,
        { sensor: term.sensor },
      );
      const found = nodes(events);
      expect(found).toHaveLength(60);
      const byIri = new Map<string, Set<string>>(people.map((id) => [id, new Set()]));
      for (const { actor, person, membership } of found) {
        byIri.get(actor.id)?.add(person.id);
        expect(person.name).toBe(actor.id);
        expect(membership.person.id).toBe(person.id);
      }
      expect([...byIri.values()].map(({ size }) => size)).toEqual(people.map(() => 1));
      expect(new Set(found.map(({ course }) => course.id)).size).toBe(1);
    }
  });

  it('surface no deadlock when many writers change the same people', async () => {
    const term = new Term();
    const people = Array.from({ length: 10 }, (_, n) => `${term.site}/users/${n}`);
    const storm = (from: number) =>
      Array.from({ length: 10 }, (_, n) => {
        const id = people[(n + from) % 10] as string;
        const eventTime = new Date(1_780_000_000_000 + from * 100_000 + n).toISOString();
        const membership = term.membership(id, [from % 2 ? 'Learner' : 'Instructor']);
        return term.navigation({
          eventTime,
          actor: term.person(id, { name: `${from}` }),
          membership,
        });
      });
    const receipts = await Promise.all(
      Array.from({ length: 24 }, (_, n) => ingest(n % 2 ? one : other, term.envelope(storm(n)))),
    );
    expect(receipts.flatMap(statuses)).toEqual(Array(240).fill('STORED'));
    const { persons } = await one.ask(
      '{ persons(first: 500) { edges { node { name identifiers { value } } } } }',
    );
    const names = nodes(persons).filter(({ identifiers }: Data) =>
      people.includes(identifiers[0]?.value),
    );
    expect(names.map(({ name }) => name)).toEqual(Array(10).fill('23'));
  });
});
