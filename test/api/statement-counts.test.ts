import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
} from 'graphql';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { unique } from '../kit/ids';
import { ingest, ingestText, publish } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';

const COUNTS = 'mutation ($body: JSON!) { ingestCaliper(envelope: $body) { stored } }';
const PARENTS = [1, 10, 100];
const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-01-01T00:00:00.000Z');

/** Where parents of a type come from: a query for the first `n` of them, with `fields` asked of each. */
type Root = (n: number, fields: string) => string;

const events =
  (type: string): Root =>
  (n, fields) =>
    `{ events(first: ${n}, filter: {types: ["${type}"]}) { edges { node { ... on ${graphqlType(type)} { ${fields} } } } } }`;
const list =
  (name: string): Root =>
  (n, fields) =>
    `{ ${name}(first: ${n}) { edges { node { ${fields} } } } }`;

/** The GraphQL type of each event type that the sample has. */
const EVENT_TYPES = {
  AI_STARTED: 'HubEvent',
  AssignableEvent: 'AssignableEvent',
  LTIEvent: 'LtiEvent',
  ContentEvent: 'ContentEvent',
  GradeEvent: 'GradeEvent',
  NavigationEvent: 'OtherCaliperEvent',
} as const;

function graphqlType(type: string): string {
  return EVENT_TYPES[type as keyof typeof EVENT_TYPES];
}

const receipts = new Map<number, string>();
const ROOTS: Readonly<Record<string, Root>> = {
  ...Object.fromEntries(Object.entries(EVENT_TYPES).map(([type, name]) => [name, events(type)])),
  Person: list('persons'),
  // Those that people are members of: each is part of another.
  Course: (n, fields) => list('memberships')(n, `course { ${fields} }`),
  Membership: list('memberships'),
  QuarantinedItem: list('quarantine'),
  EventOutcome: (n, fields) => `{ receipt(id: "${receipts.get(n)}") { outcomes { ${fields} } } }`,
  ActivityBucket: (n, fields) =>
    `{ activity(filter: {types: ["NavigationEvent"], occurredTo: "${day(n)}"}, bucket: DAY, groupBy: [COURSE, PERSON]) { ${fields} } }`,
};

/** Types that come with their parent: nothing of them is read by itself. */
const PLAIN = [
  'Query',
  'Mutation',
  '_Service',
  'ApiKey',
  'IssuedApiKey',
  'PageInfo',
  'ActivityTotals',
  'Problem',
  'Identifier',
  'CaliperEntity',
  'Attempt',
  'Score',
  'LtiLaunch',
  'LtiLaunchReturn',
  'PropertyChange',
  'IngestReceipt',
  'ApiKey',
  'IssuedApiKey',
  'ConformanceReport',
  'ConformanceItem',
  'SuggestedRepair',
  'RepairFix',
];

function day(n: number): string {
  return new Date(START + n * DAY).toISOString();
}

describeEachEngine('the number of statements', (engine) => {
  const gateway = sharedGateway(engine);
  let schema: GraphQLSchema;

  beforeAll(async () => {
    const introspection = await gateway().send(getIntrospectionQuery());
    schema = buildClientSchema(introspection.data as never);
    const term = new Term();
    const data: Data[] = [];
    const hub: Data[] = [];
    for (let n = 0; n < 100; n += 1) {
      const one = new Term();
      const parent = { id: `${one.site}/courses/parent`, type: 'CourseOffering' };
      const more = { group: one.course({ subOrganizationOf: parent }), eventTime: day(n) };
      const kept = [
        one.navigation(more),
        one.assignable('Started', more),
        { ...one.grade(), ...more },
      ];
      const group = { ...one.groupAssignment(), eventTime: day(n) };
      data.push(...kept, group, one.launch(), one.content());
      hub.push(
        hubEvent({ eventType: 'AI_STARTED', publisherParticipantId: `${unique()}@x.example` }),
      );
    }
    const receipt = await ingest(gateway(), term.envelope(data));
    expect(receipt).toMatchObject({ stored: 600 });
    for (const n of PARENTS) {
      const again = n === 100 ? receipt : await ingest(gateway(), term.envelope(data.slice(0, n)));
      receipts.set(n, again['id']);
    }
    receipts.set(100, (await ingest(gateway(), term.envelope(data.slice(0, 100))))['id']);
    await publish(gateway(), hub);
    const persons = hub.map(({ publisherParticipantId: email }) => ({
      email,
      identifiers: [{ type: 'EMAIL', value: email }],
    }));
    await gateway().ask(
      'mutation ($persons: [PersonInput!]!) { upsertPersons(persons: $persons) { id } }',
      { persons },
    );
    await ingestText(
      gateway(),
      JSON.stringify(Array.from({ length: 100 }, (_, n) => ({ type: n }))),
    );
  }, 60_000);

  const counted = async (query: string): Promise<[names: string[], answer: Data]> => {
    let answer: Data = {};
    const names = await gateway().statements(async () => {
      const { data, text } = await gateway().send(query);
      if (!data || text.includes('"errors"')) throw new Error(`${query}: ${text.slice(0, 500)}`);
      answer = data;
    });
    return [names, answer];
  };

  it('is told of every type that has fields of its own', () => {
    const known = new Set([...Object.keys(ROOTS), ...PLAIN]);
    const types = Object.values(schema.getTypeMap()).filter(
      (type: GraphQLNamedType) =>
        isObjectType(type) && !type.name.startsWith('__') && !/(Edge|Connection)$/.test(type.name),
    );
    expect(types.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(Object.keys(ROOTS))(
    'is the same for 1, 10 and 100 parents, for every field of %s',
    async (name) => {
      const type = schema.getType(name);
      if (!isObjectType(type)) throw new Error(`${name} must be an object type`);
      const root = ROOTS[name] as Root;
      const fields = Object.values(type.getFields());
      const isRelation = (field: GraphQLField<unknown, unknown>) =>
        isCompositeType(getNamedType(field.type));
      const columns = fields.filter((field) => !isRelation(field)).map(asked);
      for (const part of [...fields.filter(isRelation).map(asked), columns.join(' ')]) {
        const counts: number[] = [];
        for (const n of PARENTS) {
          const [names, answer] = await counted(root(n, `parent_: __typename ${part}`));
          counts.push(names.length);
          const found = JSON.stringify(answer).split('"parent_":').length - 1;
          expect([part, n, found]).toEqual([part, n, n]);
        }
        const [one] = counts;
        expect([part, counts]).toEqual([part, [one, one, one]]);
        expect([part, Number(one) <= 3]).toEqual([part, true]);
      }
    },
  );

  it('is one for each level of a nested query', async () => {
    const levels = (n: number) => `{ courses(first: ${n}) { edges { node {
      identifiers { value } parent { id } activity(bucket: DAY) { count }
      memberships(first: 3) { edges { node { person { identifiers { value } } } } }
      events(first: 10) { edges { node { rawText person { name memberships(first: 2) { edges { node { course { name } } } } } membership { roles }
        ... on CaliperEvent { actor { id } object { id } conformance { code } } ... on AssignableEvent { groupMembers { email } } } } }
    } } } }`;
    const [few] = await counted(levels(20));
    const [many] = await counted(levels(100));
    expect([...many].sort()).toEqual([...few].sort());
    expect(many.length).toBeLessThanOrEqual(14);
  });

  it('does not depend on the groups, dimensions or pages that are asked for', async () => {
    for (const [query, most] of [
      [
        '{ activity(filter: {}, bucket: HOUR, groupBy: [TYPE, ACTION, COURSE, PERSON]) { start count persons type action course { id } person { id } } }',
        3,
      ],
      ['{ events(orderBy: RECEIVED_ASC, first: 500) { edges { node { id person { id } } } } }', 3],
      ['{ quarantine(first: 100) { edges { node { rawText suggestedRepair { text } } } } }', 2],
    ] as const) {
      await gateway().send(query);
      const [names] = await counted(query);
      expect([query, names.length <= most, names]).toEqual([query, true, names]);
    }
  });

  it('is at most 12 for an envelope of 100 events of known persons, whatever it holds', async () => {
    const term = new Term();
    const people = Array.from({ length: 20 }, (_, n) => `${term.site}/users/${n}`);
    const event = (n: number, more: Data = {}) => {
      const id = people[n % people.length] as string;
      const actor = term.person(id, {
        name: `Name ${n}`,
        extensions: { 'bb:user.id': `_${n % 20}_1` },
      });
      return term.navigation({ actor, membership: term.membership(id, ['Learner']), ...more });
    };
    const known = Array.from({ length: 100 }, (_, n) => event(n));
    await ingest(gateway(), term.envelope(known));
    const at = (n: number) => ({ eventTime: `2026-06-0${1 + (n % 9)}T00:00:00.000Z` });
    const mix: Data[] = Array.from({ length: 100 }, (_, n) => {
      if (n % 10 === 0) return known[n] as Data;
      if (n % 10 === 1) return { ...(known[n] as Data), action: 'Viewed' };
      if (n % 10 === 2) return event(n, { eventTime: 'never' });
      const roles = n % 2 ? ['Instructor'] : ['Learner', `Role${n}`];
      const id = people[n % 20] as string;
      const course = term.course({ name: `Biology ${n}`, academicSession: `Term ${n}` });
      return event(n, {
        ...at(n),
        group: course,
        membership: term.membership(id, roles, { status: 'Inactive' }),
      });
    });
    const sent = async (data: readonly unknown[], most = 12) => {
      const body = term.envelope(data);
      const names = await gateway().statements(async () => {
        const { data: answer, text } = await gateway().send(COUNTS, { body });
        if (!answer) throw new Error(text);
      });
      expect([names.length <= most, names]).toEqual([true, names]);
    };
    await sent(mix);
    await sent(known);
    const filler = { extensions: { text: 'x'.repeat(3500) } };
    await sent(Array.from({ length: 100 }, (_, n) => event(n, { ...at(n + 1), ...filler })));
    await sent(Array.from({ length: 100 }, (_, n) => ({ ...event(n), eventTime: n })));
    const described = [
      term.person(people[0] as string, { name: 'Described' }),
      term.course({ name: 'Described' }),
    ];
    const withDescribes = [...described, ...described, ...mix.slice(0, 96)].map((one, n) =>
      'action' in one && n % 10 === 3 ? event(n, at(n + 2)) : one,
    );
    // What is described apart is no event, and has a table of its own.
    await sent(withDescribes, 13);
    await sent(withDescribes, 13);
  });

  it('is the same for 100 hub events as for one', async () => {
    const sent = async (count: number) => {
      const batch = Array.from({ length: count }, () =>
        hubEvent({ publisherParticipantId: `${unique()}@x.example` }),
      );
      return gateway().statements(() =>
        publish(gateway(), [...batch, hubEvent({ eventType: 'NOPE' })]),
      );
    };
    expect(await sent(100)).toEqual(await sent(1));
  });
});

/** A field with the arguments that it requires, and the least of what it answers. */
function asked(field: GraphQLField<unknown, unknown>): string {
  const required = field.args.filter(
    ({ type, defaultValue }) => String(type).endsWith('!') && defaultValue === undefined,
  );
  const values: Record<string, string> = { bucket: 'DAY' };
  const args = required.map(({ name }) => `${name}: ${values[name] ?? 'UNKNOWN'}`).join(', ');
  const type = getNamedType(field.type);
  const under = isCompositeType(type)
    ? ` { ${type.name.endsWith('Connection') ? 'edges { cursor }' : '__typename'} }`
    : '';
  return `${field.name}${args ? `(${args})` : ''}${under}`;
}
