import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

const SCHEMA = join(__dirname, '..', '..', 'schema.graphql');

/** Every name of a schema with its description: types, fields, arguments, input fields, enum values. */
function described(schema: GraphQLSchema): [name: string, description: string][] {
  const found: [string, string][] = [];
  const add = (name: string, { description }: { description?: string | null }) =>
    found.push([name, description ?? '']);
  for (const type of Object.values(schema.getTypeMap())) {
    if (
      type.name.startsWith('__') ||
      ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)
    )
      continue;
    if (type !== schema.getQueryType() && type !== schema.getMutationType()) add(type.name, type);
    if (isEnumType(type)) {
      for (const value of type.getValues()) add(`${type.name}.${value.name}`, value);
    }
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        add(`${type.name}.${field.name}`, field);
        if ('args' in field) {
          for (const arg of field.args) add(`${type.name}.${field.name}(${arg.name}:)`, arg);
        }
      }
    }
  }
  return found;
}

describe('schema.graphql', () => {
  const names = described(
    // Federation's directives are defined by its specification, to which the file links.
    buildSchema(readFileSync(SCHEMA, 'utf8'), { assumeValidSDL: true }),
  );

  it('describes every type, field, argument and enum value in a sentence', () => {
    expect(names.length).toBeGreaterThan(300);
    const bare = names.filter(([, text]) => !/^.{8,}[.?)`]$/s.test(text.trim()));
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  it('holds the names of the contract', () => {
    const all = new Set(names.map(([name]) => name));
    const contract = [
      ...['publishHubEvents', 'publishHubEvent', 'ingestCaliper', 'ingestCaliperText'],
      ...['replayQuarantine', 'upsertPersons', 'upsertCourses', 'upsertMemberships'],
      ...['linkIdentifier', 'unlinkIdentifier'],
    ].map((name) => `Mutation.${name}`);
    const queries = [
      ...['event', 'hubEvent', 'events', 'person', 'course', 'membership', 'persons', 'courses'],
      ...['memberships', 'activity', 'receipt', 'quarantine', 'validateCaliper'],
    ].map((name) => `Query.${name}`);
    expect([...contract, ...queries].filter((name) => !all.has(name))).toEqual([]);
  });
});
