import { buildSchema } from 'graphql';
import { subgraphSdl } from './subgraph-sdl';

const schema = buildSchema(`
  type Query { thing(id: ID!): Thing  page(first: Int): Page! }
  type Page { things: [Thing!]! }
  "What can be named."
  interface Thing { id: ID! name: String }
  interface Living implements Thing { id: ID! name: String }
  type Cat implements Living & Thing { id: ID! name: String lives: Int @deprecated(reason: "Nine.") }
  enum Mood { GOOD BAD }
`);

describe('the SDL of a subgraph', () => {
  it('has directives where the table says, and links to those that it uses', () => {
    const sdl = subgraphSdl(schema, {
      Thing: ['@key(fields: "id")'],
      'Cat.lives': ['@tag(name: "a")', '@tag(name: "b")'],
      Mood: ['@tag(name: "a")'],
    });
    expect(sdl).toMatch(/^extend schema @link\(url: "[^"]+", import: \["@key", "@tag"\]\)\n/);
    expect(sdl).toContain('"""What can be named."""\ninterface Thing @key(fields: "id") {');
    expect(sdl).toContain(
      'lives: Int @deprecated(reason: "Nine.") @tag(name: "a") @tag(name: "b")',
    );
    expect(sdl).toContain('enum Mood @tag(name: "a") {');
  });

  it('gives a field of an interface to everything that implements it, once', () => {
    const sdl = subgraphSdl(schema, {
      'Thing.name': ['@tag(name: "pii")'],
      'Cat.name': ['@tag(name: "pii")'],
    });
    expect(sdl.match(/name: String @tag\(name: "pii"\)\n/g)).toHaveLength(3);
  });

  it('puts on a field what its shape asks for', () => {
    const sdl = subgraphSdl(schema, { 'Query.page': ['@cost(weight: 2)'] }, (field) =>
      field.arguments?.some(({ name }) => name.value === 'first')
        ? ['@listSize(assumedSize: 5)']
        : [],
    );
    expect(sdl).toContain('page(first: Int): Page! @cost(weight: 2) @listSize(assumedSize: 5)');
    expect(sdl.match(/@listSize\(/g)).toHaveLength(1);
  });

  it.each(['Dog', 'Cat.dies', 'Nothing.at'])(
    'refuses a directive of %s, which is not there',
    (coordinate) =>
      expect(() => subgraphSdl(schema, { [coordinate]: ['@shareable'] })).toThrow(
        `directives of ${coordinate}: the schema has no such thing`,
      ),
  );
});
