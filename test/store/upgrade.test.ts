import { membershipId } from '../../src/directory/membership-id';
import { migrate } from '../../src/storage/migrate';
import { type OpenDatabase, openDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { copyTenant, insertRow, openBefore } from '../kit/former-database';
import { type Gateway, startGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { unique } from '../kit/ids';
import { eventIds, ingest, nodes, publish, statuses } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';

const PERSON = 'query ($identifier: IdentifierInput!) { person(identifier: $identifier) { id } }';
const PERSONS = 'mutation ($persons: [PersonInput!]!) { upsertPersons(persons: $persons) { id } }';
const LINK = `mutation ($id: ID!, $identifier: IdentifierInput!) {
  linkIdentifier(personId: $id, identifier: $identifier) { id }
}`;
const UNLINK = LINK.replace('linkIdentifier', 'unlinkIdentifier');
const EVENT = `query ($id: ID!) {
  event(id: $id) { rawText roles person { id } course { id } membership { id person { id } course { id } } }
}`;
const PAGES = `query ($filter: EventFilter!, $after: String) {
  events(filter: $filter, first: 2, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor }
  }
}`;
const UNDER = `query ($id: ID!) {
  person(id: $id) {
    events { edges { node { id } } }
    memberships { edges { node { id events { edges { node { id } } } course { events { edges { node { id } } } } } } }
  }
}`;
const FEED = `query ($after: String) {
  events(orderBy: RECEIVED_ASC, first: 500, after: $after) {
    edges { node { id rawText } } pageInfo { endCursor }
  }
}`;

/** On a server each statement commits by itself: a migration that was cut off before it was noted must run again. */
async function migrateAgain({ dataSource, sql }: OpenDatabase): Promise<void> {
  const all = dataSource.migrations.map(({ name }) => name ?? '');
  const names = all.slice(all.findIndex((name) => name.startsWith('PackedTexts')));
  for (const name of names)
    await sql.run('test.cut-off', 'DELETE FROM migrations WHERE name = ?', [name]);
  expect(await migrate(dataSource)).toEqual(names);
}

describeEachEngine('a database filled before texts were packed, once migrated', (engine) => {
  const term = new Term();
  const [unknown, mailed, taken] = ['participant', 'mail', 'iri'].map((word) => unique(word)) as [
    string,
    string,
    string,
  ];
  const address = `${mailed}@example.edu`;
  const takenIri = { type: 'IRI', value: `${term.site}/users/${taken}` };
  const at = (minute: number): Data => ({ eventTime: `2026-03-02T09:${10 + minute}:00.000Z` });
  const of = (iri: string): Data => ({
    actor: term.person(iri),
    membership: term.membership(iri, ['Learner']),
  });
  const caliper: readonly Data[] = [
    ...[0, 1, 2].map((n) => term.navigation({ ...at(n), extensions: { é: `${n}\n"` } })),
    ...[3, 4].map((n) => term.navigation({ ...at(n), ...of(term.ben) })),
    // Ada's, of whom the membership is not.
    term.navigation({ ...at(5), membership: term.membership(term.ben, ['Instructor']) }),
    // Cleo's, whom nobody has made a member of the course.
    term.navigation({
      ...at(6),
      actor: term.person(`${term.site}/users/cleo`),
      membership: term.membership(term.ben, ['Instructor']),
    }),
    ...[7, 8].map((n) => term.navigation({ ...at(n), ...of(takenIri.value) })),
  ];
  const hub: readonly Data[] = [unknown, unknown, address].map((publisherParticipantId) =>
    hubEvent({ publisherParticipantId }),
  );

  let ids: string[];
  let texts: Map<string, string>;
  let ada: string;
  let ben: string;
  let course: string;
  let gateway: Gateway;

  /** Events that today's gateway stores, brought into the form of before. */
  beforeAll(async () => {
    const today = await startGateway(engine);
    const { tenantId } = today;
    const { sql } = today.app.database;
    const sent = [await ingest(today, term.envelope(caliper)), await publish(today, hub)];
    expect(sent.flatMap(statuses)).toEqual([...caliper, ...hub].map(() => 'STORED'));
    ids = sent.flatMap(eventIds) as string[];
    const personOf = async (iri: string): Promise<string> =>
      (await today.ask(PERSON, { identifier: { type: 'IRI', value: iri } }))['person'].id as string;
    [ada, ben] = [await personOf(term.ada), await personOf(term.ben)];
    course = (await today.ask(EVENT, { id: ids[0] }))['event'].course.id as string;
    await today.ask(UNLINK, { id: await personOf(takenIri.value), identifier: takenIri });
    // Gives the feed's positions to what is there.
    texts = new Map(
      nodes((await today.ask(FEED))['events']).map(({ id, rawText }) => [
        id as string,
        rawText as string,
      ]),
    );

    const { url } = await engine.scratch();
    const before = await openBefore(url, 'PackedTexts');
    try {
      await copyTenant(sql, before, tenantId);
      for (const [id, raw] of texts) {
        await insertRow(before.sql, 'event_body', { tenant_id: tenantId, event_id: id, raw });
      }
      // What an event stated was its membership, whosesoever that was; so were the roles.
      const stated = [membershipId(ben, course), JSON.stringify(['Instructor'])];
      for (const id of [ids[5], ids[6]]) {
        await before.sql.run(
          'test.stated',
          'UPDATE event SET membership_id = ?, roles = ? WHERE tenant_id = ? AND id = ?',
          [...stated, tenantId, id as string],
        );
      }
    } finally {
      await before.close();
    }
    await today.close();
    const migrated = await openDatabase(url, { migrations: 'run' });
    try {
      if (engine.name !== 'sqlite') await migrateAgain(migrated);
    } finally {
      await migrated.close();
    }
    gateway = await startGateway(engine, { tenantId, databaseUrl: url });
  });
  afterAll(() => gateway?.close());

  const event = async (id: string | undefined): Promise<Data> =>
    (await gateway.ask(EVENT, { id }))['event'] as Data;
  const owners = async (some: readonly string[]): Promise<(string | null)[]> =>
    Promise.all(some.map(async (id) => ((await event(id))['person']?.id ?? null) as string | null));
  const newPerson = async (): Promise<string> => {
    const identifiers = [{ type: 'IRI', value: `${term.site}/users/${unique('new')}` }];
    const [person] = items(
      (await gateway.ask(PERSONS, { persons: [{ identifiers }] }))['upsertPersons'],
    );
    return person?.['id'] as string;
  };
  const paged = async (filter: Data): Promise<string[]> => {
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      const { events } = await gateway.ask(PAGES, { filter, after });
      found.push(...nodes(events).map(({ id }) => id as string));
      if (!events.pageInfo.hasNextPage) return found;
      after = events.pageInfo.endCursor as string;
    }
  };
  const newestFirst = (...places: number[]) => places.sort((a, b) => b - a).map((n) => ids[n]);

  it('answers the texts as they were sent, from where they were', async () => {
    expect(await gateway.count('event_text')).toBe(0);
    for (const [n, sent] of caliper.entries()) {
      expect((await event(ids[n]))['rawText']).toBe(JSON.stringify(sent));
    }
    const feed = nodes((await gateway.ask(FEED))['events']);
    expect(new Map(feed.map(({ id, rawText }) => [id, rawText]))).toEqual(texts);
    expect(texts.size).toBe(caliper.length + hub.length);
  });

  it('has for its events the memberships that their persons have, and the roles of those', async () => {
    const own = { id: membershipId(ada, course), person: { id: ada }, course: { id: course } };
    expect(await event(ids[0])).toMatchObject({ membership: own, roles: ['Learner'] });
    expect(await event(ids[5])).toMatchObject({ membership: own, roles: ['Learner'] });
    expect(await event(ids[6])).toMatchObject({ membership: null, roles: null });
    expect((await event(ids[6]))['person']).not.toBeNull();
    const his = { id: membershipId(ben, course), person: { id: ben }, course: { id: course } };
    expect(await event(ids[3])).toMatchObject({ membership: his, roles: ['Learner'] });
  });

  it('pages the events of a person, a course and a membership', async () => {
    const hers = newestFirst(0, 1, 2, 5);
    const his = newestFirst(3, 4);
    expect(await paged({ personId: ada })).toEqual(hers);
    expect(await paged({ membershipId: membershipId(ada, course) })).toEqual(hers);
    expect(await paged({ personId: ben })).toEqual(his);
    expect(await paged({ membershipId: membershipId(ben, course) })).toEqual(his);
    const all = newestFirst(...caliper.keys());
    expect(await paged({ courseId: course })).toEqual(all);
    const { person } = await gateway.ask(UNDER, { id: ada });
    const [membership] = nodes(person.memberships) as [Data];
    const idsOf = (connection: Data) => nodes(connection).map(({ id }) => id as string);
    expect(idsOf(person.events)).toEqual(hers);
    expect(idsOf(membership['events'])).toEqual(hers);
    expect(idsOf(membership['course'].events)).toEqual(all);
  });

  it('knows its events again, and refuses other content for them', async () => {
    const [first] = caliper as [Data];
    const again = await ingest(gateway, term.envelope([first, { ...caliper[1], extensions: {} }]));
    expect(statuses(again)).toEqual(['DUPLICATE', 'QUARANTINED']);
    expect(eventIds(again)[0]).toBe(ids[0]);
    expect(statuses(await publish(gateway, hub))).toEqual(hub.map(() => 'DUPLICATE'));
  });

  it('gives hub events that wait for a participant to the person who is linked', async () => {
    const waiting = ids.slice(caliper.length) as [string, string, string];
    expect(await owners(waiting)).toEqual([null, null, null]);
    const [one, other] = [await newPerson(), await newPerson()];
    const participant = { type: 'PARTICIPANT_ID', system: 'CardioCert', value: unknown };
    await gateway.ask(LINK, { id: one, identifier: participant });
    await gateway.ask(LINK, { id: other, identifier: { type: 'EMAIL', value: address } });
    expect(await owners(waiting)).toEqual([one, one, other]);
    expect((await paged({ personId: one })).sort()).toEqual(waiting.slice(0, 2).sort());
  });

  it('gives Caliper events that an unlinked identifier left to the person who has it next', async () => {
    const left = [ids[7], ids[8]] as string[];
    expect(await owners(left)).toEqual([null, null]);
    const next = await newPerson();
    await gateway.ask(LINK, { id: next, identifier: takenIri });
    expect(await owners(left)).toEqual([next, next]);
    expect(await paged({ personId: next })).toEqual(newestFirst(7, 8));
  });

  it('lets an identifier take its events along to somebody else, and new events go on behind the old', async () => {
    const iri = { type: 'IRI', value: term.ben };
    const to = await newPerson();
    await gateway.ask(LINK, { id: to, identifier: iri });
    expect(await paged({ personId: to })).toEqual(newestFirst(3, 4));
    const { endCursor } = (await gateway.ask(FEED))['events'].pageInfo;
    const late = term.navigation({ ...at(20), ...of(term.ben) });
    const [added] = eventIds(await ingest(gateway, term.envelope([late])));
    expect(await paged({ personId: to })).toEqual([added, ...newestFirst(3, 4)]);
    expect(nodes((await gateway.ask(FEED, { after: endCursor }))['events'])).toEqual([
      { id: added, rawText: JSON.stringify(late) },
    ]);
  });
});
