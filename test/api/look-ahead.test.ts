import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { unique } from '../kit/ids';
import { ingest, nodes, publish } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';

const EVENT_TYPES = [
  'HubEvent',
  'AssignableEvent',
  'LtiEvent',
  'ContentEvent',
  'GradeEvent',
  'OtherCaliperEvent',
];

/** What is asked of a field that answers objects. */
const PARTS: Readonly<Record<string, string>> = {
  Person: '{ id name givenName familyName email createdAt identifiers { value } }',
  Course:
    '{ id name courseNumber academicSession type createdAt parent { id } identifiers { value } }',
  Membership: '{ id roles status createdAt person { name } course { courseNumber } }',
  EventConnection: '{ edges { node { id } } }',
  MembershipConnection: '{ edges { node { id roles person { id name } course { id name } } } }',
  CourseConnection: '{ edges { node { id name parent { id } } } }',
  CaliperEntity: '{ id type name }',
  Attempt: '{ id count }',
  Score: '{ scoreGiven maxScore }',
  LtiLaunch: '{ launchUrl launchParameters }',
  LtiLaunchReturn: '{ destinationUrl }',
  PropertyChange: '{ name oldValue newValue }',
  Problem: '{ code path }',
  Identifier: '{ type value }',
  ActivityBucket: '{ start count }',
  ActivityTotals: '{ count persons }',
};

describeEachEngine('what is read for an operation', (engine) => {
  const gateway = sharedGateway(engine, { maxCost: 10_000_000 });
  let schema: GraphQLSchema;

  beforeAll(async () => {
    const introspection = await gateway().send(getIntrospectionQuery());
    schema = buildClientSchema(introspection.data as never);
    const term = new Term();
    const parent = { id: `${term.site}/courses/parent`, type: 'CourseOffering' };
    const group = term.course({ name: 'Biology', subOrganizationOf: parent });
    const email = `${unique()}@x.example`;
    await ingest(
      gateway(),
      term.envelope([
        term.navigation({ group }),
        term.assignable('Started', { group }),
        term.groupAssignment(),
        { ...term.grade(), group },
        term.launch(),
        term.content(),
      ]),
    );
    await publish(gateway(), [hubEvent({ publisherParticipantId: email })]);
    await gateway().ask(
      'mutation ($persons: [PersonInput!]!) { upsertPersons(persons: $persons) { id } }',
      { persons: [{ email, name: 'Ada', identifiers: [{ type: 'EMAIL', value: email }] }] },
    );
  });

  const fieldsOf = (name: string): string[] => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} must be an object type`);
    return Object.values(type.getFields()).map(asked);
  };

  /** Every field alone, against the same field in the company of all the others. */
  const compare = async (fields: readonly string[], ask: (fields: string) => Promise<Data[]>) => {
    const together = await ask(fields.join(' '));
    expect(together.length).toBeGreaterThan(0);
    for (const field of fields) {
      const name = field.split(/[ (]/)[0] as string;
      const alone = await ask(field);
      expect(alone.map((one) => [name, one[name]])).toEqual(
        together.map((one) => [name, one[name]]),
      );
    }
  };

  it.each(EVENT_TYPES)('is all that any field of %s shows, by every way to it', async (name) => {
    const part = (fields: string) => `... on ${name} { ${fields} }`;
    const { id } = nodes(
      (await gateway().ask(`{ events { edges { node { ${part('id')} } } } }`))['events'],
    ).find((node) => 'id' in node) as Data;
    const single = async (fields: string): Promise<Data> => {
      const query = `query ($id: ID!) { event(id: $id) { ${part(fields)} } }`;
      return (await gateway().ask(query, { id }))['event'];
    };
    const fields = fieldsOf(name);
    await compare(fields, async (some) => [await single(some)]);
    const whole = await single(fields.join(' '));
    const list = (args: string) =>
      `events(${args}) { edges { node { ${part(fields.join(' '))} } } }`;
    for (const [root, query] of [
      ['events', `{ ${list('first: 50')} }`],
      ['events', `{ ${list('first: 50, orderBy: RECEIVED_ASC')} }`],
      ['persons', `{ persons { edges { node { ${list('first: 50')} } } } }`],
    ] as const) {
      const found = nodes((await gateway().ask(query))[root]);
      const all = root === 'events' ? found : found.flatMap((one) => nodes(one['events']));
      expect([query, all.find((one) => one['id'] === id)]).toEqual([query, whole]);
    }
  });

  it.each([
    ['Person', 'persons'],
    ['Course', 'courses'],
    ['Membership', 'memberships'],
  ])('is all that any field of %s shows', async (name, root) => {
    await compare(fieldsOf(name), async (fields) =>
      nodes((await gateway().ask(`{ ${root} { edges { node { ${fields} } } } }`))[root]),
    );
  });

  it.each([
    [
      '{ events { edges { node { rawText person { id } course { name } membership { status } } } } }',
      2,
    ],
    [
      '{ courses { edges { node { events { edges { node { person { id } course { name } membership { status } } } } } } } }',
      2,
    ],
    [
      '{ persons { edges { node { memberships { edges { node { status course { name } person { id } } } } } } } }',
      2,
    ],
    [
      '{ courses { edges { node { memberships { edges { node { status course { name } person { id } } } } } } } }',
      2,
    ],
    ['{ memberships { edges { node { status person { id } course { name } } } } }', 1],
  ])('comes with what belongs to it, in one statement a level: %s', async (query, most) => {
    let text = '';
    const names = await gateway().statements(async () => {
      text = (await gateway().send(query)).text;
    });
    expect([names, names.length]).toEqual([names, most]);
    for (const found of ['"person":{"id":"', '"name":"Biology"', '"status":"Active"'])
      expect([found, text.includes(found)]).toEqual([found, true]);
  });

  it('is an event with its text in one statement', async () => {
    const [{ id }] = nodes(
      (await gateway().ask('{ events { edges { node { id } } } }'))['events'],
    ) as [Data];
    const query = 'query ($id: ID!) { event(id: $id) { id rawText person { name } } }';
    expect(await gateway().statements(() => gateway().send(query, { id }))).toEqual([
      'events.by-ids',
    ]);
  });
});

/** A field with the arguments that it requires, and what is asked of its answer. */
function asked({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const values: Readonly<Record<string, string>> = { bucket: 'DAY' };
  const required = args.filter((arg) => String(arg.type).endsWith('!'));
  const list = required.map((arg) => `${arg.name}: ${values[arg.name] ?? 'UNKNOWN'}`).join(', ');
  return `${name}${list ? `(${list})` : ''} ${PARTS[getNamedType(type).name] ?? ''}`;
}
