import {
  buildSchema,
  execute,
  GraphQLError,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { CodedError } from '../kernel/coded-error';
import { publicError } from './public-error';

const SECRET = 'CANARY_SECRET';
const schema = buildSchema(
  'enum Sort { UP } input Filter { ids: [ID!] sort: Sort n: Int } type Query { list(filter: Filter, n: Int, s: String): Int }',
);

const shownOf = (error: GraphQLError) => {
  const reported: unknown[] = [];
  const shown = publicError(error, (cause, id) => reported.push([cause, id]));
  return { shown, reported };
};
const caused = (originalError: Error) =>
  new GraphQLError(originalError.message, { originalError, path: ['a', 0] });

describe('what a client sees of an error', () => {
  it('is a coded error as it is, with its details and path', () => {
    const { shown, reported } = shownOf(
      caused(new CodedError('BAD_USER_INPUT', 'first must be', { path: 'first' })),
    );
    expect(shown).toMatchObject({
      message: 'first must be',
      path: ['a', 0],
      extensions: { code: 'BAD_USER_INPUT', path: 'first' },
    });
    expect(reported).toEqual([]);
  });

  it.each(['UNAVAILABLE', 'OVERLOADED'])('is a 503 with Retry-After for %s', (code) => {
    const { shown } = shownOf(caused(new CodedError(code, 'later', { retryAfter: 7 })));
    expect(shown.extensions['http']).toEqual({
      status: 503,
      headers: new Map([['retry-after', '7']]),
    });
    const { shown: plain } = shownOf(caused(new CodedError(code, 'later')));
    expect(plain.extensions['http']).toMatchObject({ headers: new Map([['retry-after', '1']]) });
  });

  it('is, of any other error, an id under which the log has it', () => {
    const cause = new Error(`SELECT ${SECRET} FROM person`);
    const { shown, reported } = shownOf(caused(cause));
    const id = shown.extensions['correlationId'];
    expect(shown.message).toContain(id);
    expect(shown.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(reported).toEqual([[cause, id]]);
    expect(JSON.stringify(shown)).not.toContain(SECRET);
  });

  it('is, of broken validation rules, each rule with the path of its field and no value', () => {
    const fault = {
      property: 'filter',
      target: { SECRET },
      value: SECRET,
      children: [{ property: 'types', value: SECRET, constraints: { max: 'at most 100' } }],
    };
    const { shown } = shownOf(caused(new ArgumentValidationError([fault] as never)));
    expect(shown).toMatchObject({
      message: 'filter.types: at most 100',
      extensions: { code: 'BAD_USER_INPUT', path: 'filter.types' },
    });
    expect(JSON.stringify(shown)).not.toContain(SECRET);
  });

  it('says that input nests too deep, where that is why a reader gave up', () => {
    const { shown, reported } = shownOf(caused(new RangeError('Maximum call stack size exceeded')));
    expect(shown.extensions).toEqual({ code: 'PAYLOAD_TOO_DEEP' });
    expect(reported).toEqual([]);
  });

  it.each([
    ['a text', SECRET],
    ['a text with what graphql puts after values', `a; ${SECRET}" at "x"; ${SECRET}`],
    ['an object', { a: SECRET }],
    ['a list', [[SECRET]]],
    ['a long text', SECRET.repeat(10_000)],
  ])('shows nothing of a variable that is %s and not what was asked for', async (_, value) => {
    for (const [type, variable] of [
      ['Int', value],
      ['String', { value }],
      ['Filter', { n: value }],
      ['Filter', { ids: [{ value }] }],
      ['Filter', value],
    ] as const) {
      const name = { Int: 'n', String: 's', Filter: 'filter' }[type];
      const document = parse(`query ($v: ${type}) { list(${name}: $v) }`);
      const { errors = [] } = await execute({ schema, document, variableValues: { v: variable } });
      expect(errors).not.toEqual([]);
      for (const error of errors) {
        const { shown } = shownOf(error);
        expect(shown.message).toMatch(/^Variable "\$v" got an invalid value/);
        expect(shown.message).not.toContain(SECRET);
        expect(shown.message.length).toBeLessThanOrEqual(300);
      }
    }
  });

  it.each([
    (word: string) => `{ ${word} }`,
    (word: string) => `{ list(${word}: 1) }`,
    (word: string) => `{ list(filter: {${word}: 1}) }`,
    (word: string) => `{ list(filter: {sort: ${word}}) }`,
    (word: string) => `{ list(n: "${word}") }`,
    (word: string) => `{ list(n: [["${word}"]]) }`,
    (word: string) => `query ($${word}: Int) { list }`,
    (word: string) => `query ${word} { list } query ${word} { list }`,
    (word: string) => `{ ...${word} }`,
    (word: string) => `{ list @${word} }`,
  ])('shows no more than 64 characters of any word of a document (%#)', (document) => {
    const word = 'W'.repeat(5000);
    const errors = validate(schema, parse(document(word)));
    expect(errors).not.toEqual([]);
    for (const error of errors) expect(shownOf(error).shown.message).not.toContain('W'.repeat(65));
  });

  it('tells what a scalar of ours says of a variable, and which variable it is', async () => {
    const moment = new GraphQLScalarType({
      name: 'Moment',
      parseValue: () => {
        throw new CodedError('BAD_USER_INPUT', 'a Moment must have a zone');
      },
    });
    const at = new GraphQLInputObjectType({ name: 'At', fields: { from: { type: moment } } });
    const query = new GraphQLObjectType({
      name: 'Query',
      fields: { at: { type: GraphQLInt, args: { at: { type: at } } } },
    });
    const { errors = [] } = await execute({
      schema: new GraphQLSchema({ query }),
      document: parse('query ($v: At) { at(at: $v) }'),
      variableValues: { v: { from: SECRET } },
    });
    const { shown, reported } = shownOf(errors[0] as GraphQLError);
    expect(shown.message).toBe('Variable "$v" at "v.from": a Moment must have a zone');
    expect([shown.extensions, reported]).toEqual([{ code: 'BAD_USER_INPUT' }, []]);
  });

  it('keeps graphql’s words about what is short', () => {
    const [error] = validate(schema, parse('{ lost }'));
    expect(shownOf(error as GraphQLError).shown.message).toBe(
      'Cannot query field "lost" on type "Query". Did you mean "list"?',
    );
  });

  it('reads messages of megabytes in no time', () => {
    const start = performance.now();
    for (const part of [' at "', '; ', '"', ' got invalid value ', ' cannot represent ']) {
      shownOf(new GraphQLError(`Variable "$v" got invalid value ${part.repeat(500_000)}`));
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
