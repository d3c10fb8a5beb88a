import { buildSchema, execute, type GraphQLResolveInfo, Kind, parse } from 'graphql';
import { type CompiledQuery, compileQuery } from 'graphql-jit';
import { type Asked, fieldsAsked, lookAhead, nodeFieldsAsked } from './selection';

const schema = buildSchema(`
  interface Node { id: ID }
  type Leaf implements Node { id: ID size: Int next: Leaf }
  type Other implements Node { id: ID colour: String }
  type Edge { cursor: String node: Node }
  type Connection { edges: [Edge] total: Int }
  type Query { list(first: Int): Connection }
`);

/** What resolvers of `list` were told, by each way of executing. */
function infosOf(query: string, variables = {}): GraphQLResolveInfo[] {
  const infos: GraphQLResolveInfo[] = [];
  const list = schema.getQueryType()?.getFields()['list'];
  if (!list) throw new Error('the schema has a list');
  list.resolve = (_root, _args, _context, info) => void infos.push(info);
  const document = parse(query);
  void execute({ schema, document, variableValues: variables });
  void (compileQuery(schema, document) as CompiledQuery).query({}, {}, variables);
  expect(infos).toHaveLength(2);
  return infos;
}

const nodeNames = (info: Asked): string[] => [...nodeFieldsAsked(info).keys()].sort();

describe('what an operation asks of the nodes of a connection', () => {
  it.each([
    ['plain fields', '{ list { edges { node { id } } } }', ['id']],
    ['fields under an alias', '{ a: list { b: edges { c: node { d: id } } } }', ['id']],
    [
      'fields of fragments on any type, whatever is included',
      `query ($no: Boolean = false) { list { ...Page edges { node { id @skip(if: true) ... on Other { colour } } } } }
       fragment Page on Connection { edges { node { ...More @include(if: $no) __typename } } }
       fragment More on Leaf { size next { id } }`,
      ['__typename', 'colour', 'id', 'next', 'size'],
    ],
    ['nothing, for a page without nodes', '{ list { total edges { cursor } } }', []],
  ])('is told of %s, executed or compiled', (_, query, expected) => {
    for (const info of infosOf(query)) expect(nodeNames(info)).toEqual(expected);
  });

  it('goes on into what is asked of a field, from all the places where it is asked', () => {
    const query = `{ list { edges { node { ... on Leaf { next { id } } } } edges { node { ...Rest } } } }
      fragment Rest on Leaf { again: next { size } }`;
    for (const info of infosOf(query)) {
      const next = nodeFieldsAsked(info).get('next') as Asked;
      expect([...fieldsAsked(next).keys()].sort()).toEqual(['id', 'size']);
    }
  });

  it('takes time by the length of a document, however its fragments repeat each other', () => {
    const fragments = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on Leaf { id ${n < 59 ? `...F${n + 1} ...F${n + 1}` : 'size'} }`,
    );
    const document = parse(`{ list { edges { node { ...F0 } } } } ${fragments.join(' ')}`);
    const [operation, ...rest] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an operation comes first');
    const asked = {
      fieldNodes: operation.selectionSet.selections,
      fragments: Object.fromEntries(rest.map((one) => ['name' in one && one.name?.value, one])),
    } as unknown as Asked;
    expect(nodeNames(asked)).toEqual(['id', 'size']);
  });
});

describe('looking ahead', () => {
  it('reads a place of a document once', () => {
    let reads = 0;
    const names = lookAhead((info) => {
      reads += 1;
      return [nodeNames(info)];
    });
    const [info] = infosOf('{ list { edges { node { id } } } }') as [GraphQLResolveInfo];
    expect(names(info)).toBe(names({ ...info }));
    expect(reads).toBe(1);
    expect(names(infosOf('{ list { edges { cursor } } }')[0] as Asked)).toEqual([[]]);
  });
});
