import type { GraphQLFieldResolver } from 'graphql';
import { CodedError } from '../../src/kernel/coded-error';
import { newId } from '../../src/kernel/id';
import { localPrincipal, type Scope, SCOPES } from '../../src/kernel/principal';
import { createSchema } from '../../src/schema';
import { READERS, ROOT_FIELDS } from '../../src/security/policy';
import { enforcePolicy } from '../../src/security/enforce-policy';
import { describeEachEngine } from '../kit/engines';
import type { GqlClient } from '../kit/gql';
import { nodes } from '../kit/operations';
import { Readers } from '../kit/readers';

describe('the policy’s table of root fields', () => {
  const schema = createSchema();
  const resolverOf = (field: string) => {
    const [type, name] = field.split('.') as [string, string];
    const root = type === 'Query' ? schema.getQueryType() : schema.getMutationType();
    return root?.getFields()[name]?.resolve as GraphQLFieldResolver<unknown, unknown> | undefined;
  };

  /** Whether the field lets a principal through to whatever it does then. */
  const lets = async (field: string, scopes: readonly Scope[]): Promise<boolean> => {
    const principal = { ...localPrincipal('t'), scopes: new Set(scopes) };
    try {
      await resolverOf(field)?.({}, {}, { principal }, { fieldName: field } as never);
      return true;
    } catch (error) {
      return !(error instanceof CodedError && error.code === 'FORBIDDEN');
    }
  };

  it('has a row for each field that there is, and no other', () => {
    const there = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}).map((name) => `${type?.name}.${name}`),
    );
    expect(ROOT_FIELDS.map(({ field }) => field).sort()).toEqual(there.sort());
  });

  it('lets no schema be built that has a field without a row', () => {
    expect(() => enforcePolicy(createSchema(), ROOT_FIELDS.slice(1))).toThrow(
      /Query\.event needs a row/,
    );
  });

  it.each(ROOT_FIELDS.map(({ field, needs }) => [field, needs] as const))(
    '%s is let through with any of [%s], as admin, and with nothing else',
    async (field, needs) => {
      for (const scope of SCOPES) {
        const may = needs.length === 0 || needs.includes(scope) || scope === 'admin';
        expect([field, scope, await lets(field, [scope])]).toEqual([field, scope, may]);
      }
      expect(await lets(field, [])).toBe(needs.length === 0);
    },
  );

  it('says of every kind of reader what it sees, and ends with a row for everybody', () => {
    for (const { who, events, directory, why } of READERS)
      for (const text of [who, events, directory, why]) expect(text.length).toBeGreaterThan(2);
    expect(READERS.at(-1)?.is({ ...localPrincipal('t'), scopes: new Set() })).toBe(true);
  });
});

describeEachEngine('how far a user reaches', (engine) => {
  let readers: Readers;
  beforeAll(async () => void (readers = await Readers.start(engine)));
  afterAll(() => readers?.stop());

  const EVENTS = '{ events(first: 50) { edges { node { id rawText } } } }';
  const words = async (client: GqlClient) =>
    readers.wordsIn(JSON.stringify(await client.ask(EVENTS)));
  const becomes = async (name: string, roles: string[], status: string) => {
    const roster = await readers.admin();
    const membership = {
      ...{ personId: readers.ids[name], courseId: readers.ids['biology'] },
      ...{ roles, status },
    };
    await roster.ask(
      'mutation ($m: [MembershipInput!]!) { upsertMemberships(memberships: $m) { id } }',
      { m: [membership] },
    );
  };

  it('is what the directory says now: with the role or the place the view is lost', async () => {
    const ivy = () => readers.user('ivy');
    const all = ['ada-in-bio', 'ben-in-bio', 'cyd-in-bio', 'ivy-in-bio'];
    expect(await words(await ivy())).toEqual(all);
    for (const [roles, status, expected] of [
      [['Learner'], 'Active', ['ivy-in-bio']],
      [['Instructor#TeachingAssistant'], 'Active', all],
      [['Instructor'], 'Inactive', ['ivy-in-bio']],
      [['Mentor'], 'Active', ['ivy-in-bio']],
      [['Instructor'], 'Active', all],
    ] as const) {
      await becomes('ivy', [...roles], status);
      expect([roles, status, await words(await ivy())]).toEqual([roles, status, expected]);
    }
  });

  it('holds for counts, buckets and whether there is more', async () => {
    const [ada, ivy] = [await readers.user('ada'), await readers.user('ivy')];
    const query = `{ courses { edges { node { id activityTotals { count persons } activity(bucket: DAY) { count }
      memberships { edges { node { id } } } } } }
      activity(filter: {}, bucket: DAY) { count }
      events(first: 1, filter: {sources: [CALIPER]}) { pageInfo { hasNextPage } } }`;
    const learner = await ada.ask(query);
    const [own] = nodes(learner['courses']);
    expect(nodes(learner['courses'])).toHaveLength(1);
    expect(own).toMatchObject({
      activityTotals: { count: 1, persons: 1 },
      activity: [{ count: 1 }],
    });
    expect(nodes(own?.['memberships'] as never)).toHaveLength(1);
    expect(learner['events'].pageInfo.hasNextPage).toBe(false);
    const instructor = await ivy.ask(query);
    expect(nodes(instructor['courses'])[0]).toMatchObject({ activityTotals: { count: 4 } });
    expect(instructor['activity']).toEqual([{ count: 4 }]);
    expect(instructor['events'].pageInfo.hasNextPage).toBe(true);
  });

  it('pages through the same events, in both orders and directions, each once', async () => {
    const ivy = await readers.user('ivy');
    for (const orderBy of ['OCCURRED_DESC', 'OCCURRED_ASC', 'RECEIVED_ASC', 'RECEIVED_DESC']) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const query = `query ($after: String) { events(first: 1, after: $after, orderBy: ${orderBy}) {
          edges { node { id } } pageInfo { endCursor hasNextPage } } }`;
        const { events } = await ivy.ask(query, { after });
        seen.push(...nodes(events).map(({ id }) => id as string));
        after = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : null;
      } while (after !== null);
      expect([orderBy, new Set(seen).size, seen.length]).toEqual([orderBy, 4, 4]);
    }
  });

  it('costs two statements in a request, whatever it asks, and nothing for keys', async () => {
    const query = `{ a: events { edges { node { id person { id } course { id } } } } b: persons { edges { node { id } } } }`;
    const [ivy, key] = [await readers.user('ivy'), await readers.key(['events:read'])];
    await key.send(query);
    const { gateway } = readers;
    const asked = (await gateway.statements(() => ivy.send(query))).sort();
    expect(asked.filter((name) => /belonging|owners/.test(name))).toEqual([
      'directory.belonging',
      'directory.identifier-owners',
    ]);
    // That a key was used is noted beside the requests, whenever that is.
    const isNote = (name: string) => name.startsWith('security.');
    const without = await gateway.statements(() => key.send(query));
    expect(without.filter((name) => !isNote(name)).sort()).toEqual([
      'directory.persons',
      'events.page',
    ]);
    const nothing = await gateway.statements(() => ivy.send('{ __typename }'));
    expect(nothing.filter((name) => !isNote(name))).toEqual([]);
  });

  it('answers what is forbidden as what is not there, byte for byte', async () => {
    const admin = await readers.admin();
    const data = await admin.ask(`{ memberships { edges { node { id person { id } } } }
      events(first: 50) { edges { node { id person { id } } } } }`);
    const ofBen = (name: string) =>
      nodes(data[name]).find(({ person }) => person?.id === readers.ids['ben'])?.['id'] as string;
    const ada = await readers.user('ada');
    for (const [field, hidden] of [
      ['event', ofBen('events')],
      ['membership', ofBen('memberships')],
      ['person', readers.ids['ben']],
      ['course', readers.ids['art']],
    ] as const) {
      const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
      const forbidden = await ada.send(query, { id: hidden });
      expect([field, forbidden.text]).toEqual([
        field,
        (await ada.send(query, { id: newId() })).text,
      ]);
      expect((await admin.ask(query, { id: hidden }))[field]).toEqual({ id: hidden });
    }
  });
});
