import { getOperationAST, type GraphQLField, type GraphQLSchema, parse, validate } from 'graphql';
import { getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { createSchema } from '../schema';
import { CostLimits } from './cost-limits';
import { FIELD_WEIGHTS } from './field-weights';

const schema: GraphQLSchema = createSchema();
const limits = new CostLimits(schema, { complexity: Infinity, events: 100 });
const cost = (query: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return limits.check(document, null, variables)?.units ?? NaN;
};
const PAGE = 'query ($n: Int = 7) { events(first: $n) { edges { node { id } } } }';

describe('the cost of an operation', () => {
  it.each([
    ['nothing for plain fields', '{ __typename }', 0],
    ['1 for an object', '{ event(id: "1") { id type } }', 1],
    ['by the rows of a page', '{ events(first: 10) { edges { node { id } } } }', 1 + 10 * 2],
    ['20 rows where none are said', '{ events { edges { node { id } } } }', 1 + 20 * 2],
    [
      'by the larger of two sizes',
      '{ events(first: 10, last: 30) { edges { node { id } } } }',
      1 + 30 * 2,
    ],
    ['nothing for the edges of a page without them', '{ events { pageInfo { endCursor } } }', 2],
    [
      'the product of pages in pages',
      '{ courses(first: 10) { edges { node { events(first: 5) { edges { node { id } } } } } } }',
      1 + 10 * (2 + 1 + 5 * 2),
    ],
    [
      'by representations',
      '{ _entities(representations: [{__typename: "Person"}, {}, {}]) { ... on Person { id } } }',
      3,
    ],
    [
      'the weight of a field',
      '{ activity(filter: {}, bucket: DAY) { count } }',
      FIELD_WEIGHTS['Query.activity'],
    ],
    [
      'the weight of an interface’s field',
      '{ events(first: 10) { edges { node { rawText ... on HubEvent { raw } } } } }',
      1 + 10 * (2 + 2),
    ],
    [
      'the costliest of the types that a place can have',
      '{ event(id: "1") { ... on HubEvent { person { id } } ... on LtiEvent { person { id } course { id } } } }',
      3,
    ],
    ['each alias by itself', '{ a: event(id: "1") { id } b: event(id: "1") { id } }', 2],
    ['nothing for what is left out', '{ event(id: "1") @skip(if: true) { person { id } } }', 0],
  ])('is %s', (_, query, expected) => expect(cost(query)).toBe(expected));

  it('takes sizes from variables and their defaults as from literals', () => {
    expect(cost(PAGE, { n: 10 })).toBe(21);
    expect(cost(PAGE)).toBe(15);
    const filter = 'query ($on: Boolean!) { event(id: "1") @include(if: $on) { id } }';
    expect([cost(filter, { on: true }), cost(filter, { on: false })]).toEqual([1, 0]);
    const entities =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { id } } }';
    expect(cost(entities, { r: Array(5000).fill({}) })).toBe(5000);
  });

  it.each([-100, 0, null, '100', '', {}, [], true, NaN])(
    'is never less than that of a page without a size, for a size of %j',
    (n) => expect(cost(PAGE, { n })).toBe(41),
  );

  it('counts no page for more than a page may be: it is refused when it is read', () =>
    expect(cost(PAGE, { n: 2_147_483_647 })).toBe(1 + 500 * 2));

  it('is found in a page that stands in a fragment', () => {
    const query =
      '{ events(first: 10) { ...Page } } fragment Page on EventConnection { edges { ...Edge } } fragment Edge on EventEdge { node { id } }';
    expect(cost(query)).toBe(21);
  });

  it('is that of the library for queries, but for what is a matter of taste', () => {
    const pages = ({ field, args, childComplexity }: Estimated) => {
      const size = typeof args['first'] === 'number' ? args['first'] : 20;
      return field.args.some(({ name }) => name === 'first')
        ? 1 + size * childComplexity
        : undefined;
    };
    const leaves = ({ childComplexity }: Estimated) => (childComplexity === 0 ? 0 : undefined);
    for (const query of [
      '{ events(first: 10) { edges { node { person { id } } } } }',
      'query ($n: Int = 9) { persons(first: 3) { edges { node { events(first: $n) { edges { node { course { name } } } } } } } }',
      '{ events(first: 4) { edges { node { ...E ... on HubEvent { membership { id } } } } } } fragment E on Event { person { id } course { id } }',
    ]) {
      const units = cost(query);
      // The library counts no object for having fields alone: what is compared has an object at each end.
      const theirs = getComplexity({
        schema,
        query: parse(query.replace(/\{ (id|name) \}/g, '{ $1 __typename }')),
        variables: {},
        estimators: [pages, markers, leaves, simpleEstimator({ defaultComplexity: 1 })],
      });
      expect(units).toBe(theirs);
    }
  });
});

/** What the library tells an estimator. */
interface Estimated {
  readonly field: GraphQLField<unknown, unknown>;
  readonly args: Record<string, unknown>;
  readonly childComplexity: number;
}

/** An object of which only plain fields are asked. */
function markers({ field, childComplexity }: Estimated): number | undefined {
  const plain = childComplexity === 0;
  return plain && !/^(ID|String|Int|Boolean)!?$/.test(String(field.type)) ? 1 : undefined;
}

describe('the limits of an operation', () => {
  const few = new CostLimits(schema, { complexity: 50, events: 100 });
  const check = (query: string, variables: Record<string, unknown> = {}) => {
    const document = parse(query);
    return () => few.check(document, null, variables);
  };

  it('refuse one that may answer too much, with literals and with variables', () => {
    const refused = (came: string) =>
      expect.objectContaining({
        code: 'QUERY_TOO_COMPLEX',
        details: { required: 'at most 50 units of cost', came },
      });
    expect(check(PAGE, { n: 25 })).toThrow(refused('51'));
    expect(check(PAGE, { n: 24 })).not.toThrow();
    expect(check('{ events(first: 25) { edges { node { id } } } }')).toThrow(refused('51'));
  });

  it('count the events of all fields of a request together', () => {
    const document =
      'mutation ($a: [HubEventInput!]!, $b: JSON!) { a: publishHubEvents(events: $a) { id } b: ingestCaliper(envelope: $b) { id } }';
    const data = (length: number) => [{ data: Array(length).fill({}) }, {}];
    expect(check(document, { a: Array(50).fill({}), b: data(49) })).not.toThrow();
    expect(check(document, { a: Array(50).fill({}), b: data(50) })).toThrow(
      expect.objectContaining({ code: 'TOO_MANY_EVENTS' }),
    );
    const literal = 'mutation { ingestCaliper(envelope: {data: [{}, {}, {}]}) { id } }';
    expect(check(literal)()).toMatchObject({ events: 3 });
  });

  it('say which answers may be large', () => {
    expect(check('{ event(id: "1") { id } }')()).toMatchObject({ mayBeLarge: false });
    expect(check('{ event(id: "1") { rawText } }')()).toMatchObject({ mayBeLarge: true });
  });

  it('plan a document once', () => {
    const document = parse(PAGE);
    const operation = getOperationAST(document);
    const read = jest.spyOn(schema, 'getRootType');
    for (let call = 0; call < 3; call += 1) few.check(document, null, { n: 1 });
    expect(operation).not.toBeNull();
    // Once to see that it is offered, once to plan it.
    expect(read).toHaveBeenCalledTimes(2);
    read.mockRestore();
  });
});
