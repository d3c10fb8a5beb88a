import {
  graphql,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { DIRECTORY_RESOLVERS } from '../../src/directory/directory-resolvers';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { DirectoryKit, iri } from './directory-kit';

type ResolverClass = new () => object;

function schemaOf(instances: readonly object[]): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [...DIRECTORY_RESOLVERS],
    validate: false,
    container: {
      get: (type: unknown) =>
        instances.find((instance) => instance.constructor === type) ??
        new (type as ResolverClass)(),
    },
  });
}

/** A question, and the statements that it costs, however many persons it is about. */
const COSTS: [string, string[]][] = [
  ['identifiers { value }', ['directory.identifiers-of']],
  [
    'courses(first: 2) { edges { node { name parent { name } identifiers { value } } } }',
    ['directory.courses-by-ids', 'directory.courses-under-persons', 'directory.identifiers-of'],
  ],
  [
    `memberships(first: 2, filter: { roles: ["Learner"] }) { edges { node { person { name } course {
      memberships(last: 2, filter: { roles: ["Instructor"] }) { edges { node { person { email } } } }
    } } } }`,
    ['directory.memberships-under', 'directory.memberships-under'],
  ],
];

describeEachEngine('the directory in GraphQL', (engine) => {
  let database: OpenDatabase;
  let kit: DirectoryKit;
  let schema: GraphQLSchema;
  beforeAll(async () => {
    database = await engine.open();
    kit = new DirectoryKit(database);
    schema = schemaOf(kit.services.resolvers);
  });

  const ask = async (source: string, variableValues: Record<string, unknown> = {}) => {
    const contextValue = { principal: { tenantId: kit.tenantId }, directory: kit.loaders() };
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    return { data: JSON.parse(JSON.stringify(data ?? null)) as unknown, errors };
  };

  it('takes a roster in, and answers for it', async () => {
    const { data, errors } = await ask(
      `mutation ($iri: IdentifierInput!) {
        upsertPersons(persons: [{ identifiers: [$iri], name: "Ada", email: "ada@x.example" }]) {
          name createdAt identifiers { type system value }
        }
        upsertCourses(courses: [{ courseNumber: "BIO-1", name: "Biology" }]) { courseNumber parent { id } }
        upsertMemberships(memberships: [{
          person: $iri, course: { type: COURSE_NUMBER, value: "BIO-1" }, roles: ["Learner"]
        }]) { roles status person { name courses { edges { node { name } } } } course { name } }
      }`,
      { iri: iri('ada') },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      upsertPersons: [
        {
          name: 'Ada',
          createdAt: '2026-06-01T00:00:00.000Z',
          identifiers: expect.arrayContaining([
            { type: 'IRI', system: '', value: iri('ada').value },
            { type: 'EMAIL', system: '', value: 'ada@x.example' },
          ]) as unknown,
        },
      ],
      upsertCourses: [{ courseNumber: 'BIO-1', parent: null }],
      upsertMemberships: [
        {
          roles: ['Learner'],
          status: null,
          person: { name: 'Ada', courses: { edges: [{ node: { name: 'Biology' } }] } },
          course: { name: 'Biology' },
        },
      ],
    });
  });

  it('reads, after each mutation of a request, what it has changed', async () => {
    const person = await kit.loaders().personByIdentifier.load(iri('ada'));
    const { data, errors } = await ask(
      `mutation ($id: ID!) {
        link: linkIdentifier(personId: $id, identifier: { type: PARTICIPANT_ID, system: "P", value: "1" }) {
          identifiers { value }
        }
        unlink: unlinkIdentifier(personId: $id, identifier: { type: PARTICIPANT_ID, system: "P", value: "1" }) {
          identifiers { value }
        }
      }`,
      { id: person?.id },
    );
    expect(errors).toBeUndefined();
    const values = [{ value: iri('ada').value }, { value: 'ada@x.example' }];
    expect(data).toEqual({
      link: { identifiers: expect.arrayContaining([...values, { value: '1' }]) as unknown },
      unlink: { identifiers: expect.not.arrayContaining([{ value: '1' }]) as unknown },
    });
  });

  it('answers null for what is unknown, and an error for a question that names nothing', async () => {
    const { data, errors } = await ask(`{
      person(id: "x") { id } course(courseNumber: "none") { id } membership(id: "x") { id }
      nothing: person { id }
    }`);
    expect(data).toEqual({ person: null, course: null, membership: null, nothing: null });
    expect(errors?.map(({ originalError }) => originalError)).toMatchObject([
      { code: 'BAD_USER_INPUT', details: { required: 'exactly one of id, identifier' } },
    ]);
  });

  it('costs one statement a relation for 1, 10 and 100 parents', async () => {
    kit = new DirectoryKit(database);
    schema = schemaOf(kit.services.resolvers);
    const { roster } = kit.services;
    const hundred = (of: string) => Array.from({ length: 100 }, (_, n) => iri(`${of}${n}`));
    for (const kind of ['student', 'teacher']) {
      const persons = hundred(kind).map((name) => ({ identifiers: [name] }));
      await roster.upsertPersons(kit.tenantId, persons);
    }
    const offerings = hundred('offering').map((name) => ({ identifiers: [name] }));
    const sections = hundred('section').map((name, n) => ({
      identifiers: [name],
      parent: iri(`offering${n}`),
    }));
    await roster.upsertCourses(kit.tenantId, [...offerings, ...sections]);
    for (const [kind, role] of [
      ['student', 'Learner'],
      ['teacher', 'Instructor'],
    ] as const) {
      const memberships = hundred(kind).map((person, n) => ({
        person,
        course: iri(`section${n}`),
        roles: [role],
      }));
      await roster.upsertMemberships(kit.tenantId, memberships);
    }
    for (const [fields, expected] of COSTS) {
      for (const first of [1, 10, 100]) {
        const source = `{ persons(first: ${first}) { edges { node { ${fields} } } } }`;
        const answers: unknown[] = [];
        const statements = await kit.statements(async () =>
          answers.push((await ask(source)).errors),
        );
        expect(answers).toEqual([undefined]);
        expect(statements.sort()).toEqual([...expected, 'directory.persons'].sort());
      }
    }
  });
});

describe('the schema of the directory', () => {
  const schema = schemaOf(new DirectoryKit(null as never).services.resolvers);
  const described: [string, string | null | undefined][] = [];
  const note = (name: string, thing: { readonly description?: string | null }) =>
    void described.push([name, thing.description]);
  const parts = (
    type: string,
    fields: Record<string, GraphQLField<unknown, unknown> | GraphQLInputField>,
  ) => {
    for (const [name, field] of Object.entries(fields)) {
      note(`${type}.${name}`, field);
      const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
      for (const arg of args) note(`${type}.${name}(${arg.name})`, arg);
    }
  };
  for (const type of Object.values(schema.getTypeMap())) {
    const { name } = type;
    if (name.startsWith('__')) continue;
    if (!['Query', 'Mutation', 'String', 'Int', 'Boolean', 'ID', 'Float'].includes(name))
      note(name, type);
    if (isObjectType(type) || isInputObjectType(type)) parts(name, type.getFields());
    if (isEnumType(type))
      for (const value of type.getValues()) note(`${name}.${value.name}`, value);
  }

  it('says of every type, field, argument and value what it is', () => {
    expect(described.length).toBeGreaterThan(80);
    expect(described.filter(([, description]) => !description)).toEqual([]);
  });
});
