import { buildSchema, parse, validate } from 'graphql';
import { checkShape } from './check-shape';
import { SHAPE_LIMITS, type ShapeLimits } from './shape-limits';
import { shapeRule } from './shape-rule';

const check = (document: string, limits: Partial<ShapeLimits> = {}) => {
  const parsed = parse(document);
  return () => checkShape(parsed, { ...SHAPE_LIMITS, ...limits });
};
const refusal = (required: string, came: string) =>
  expect.objectContaining({ code: 'QUERY_TOO_COMPLEX', details: { required, came } });
const times = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

describe('the shape of a document', () => {
  it('may be that of ordinary operations', () => {
    expect(
      check(
        'query A($a: Boolean = true) { b: a @skip(if: $a) { ...F } } fragment F on B { c { d } }',
      ),
    ).not.toThrow();
  });

  it.each<[string, string, Partial<ShapeLimits>, string, string]>([
    ['fields', '{ a { b { c } } }', { depth: 2 }, 'at most 2 levels of fields', '3'],
    [
      'fields of fragments',
      '{ a { ...F } } fragment F on A { b { ...G } } fragment G on B { c { d } }',
      { depth: 3 },
      'at most 3 levels of fields',
      '4',
    ],
    [
      'fields of a fragment with the name of a meta field',
      '{ a { ...__schema } } fragment __schema on A { b { c } }',
      { depth: 2 },
      'at most 2 levels of fields',
      '3',
    ],
    ['aliases', '{ a: x b: x c: x }', { aliases: 2 }, 'at most 2 aliases', '3'],
    [
      'aliases of fragments',
      '{ ...F b: y { ...F } } fragment F on A { a: x }',
      { aliases: 2 },
      'at most 2 aliases',
      '3',
    ],
    [
      'aliases of a field with arguments',
      '{ a: x(id: 1) b: x(id: 2) c: x(id: 3) }',
      { aliasesOfField: 2 },
      'at most 2 aliases of one field',
      '3',
    ],
    [
      'the same field again',
      '{ x x x }',
      { repeats: 2 },
      'at most 2 fields of one name beside each other',
      '3',
    ],
    [
      'directives of a field',
      '{ x @a @b @c }',
      { directivesOfNode: 2 },
      'at most 2 directives in one place',
      '3',
    ],
    ['directives', '{ x @a y @a z @a }', { directives: 2 }, 'at most 2 directives', '3'],
    [
      'fields of a mutation',
      'mutation { a b c }',
      { mutations: 2 },
      'at most 2 fields of a mutation',
      '3',
    ],
    [
      'operations',
      'query A { a } query B { b } query C { c }',
      { definitions: 2 },
      'at most 2 operations and fragments',
      '3',
    ],
    ['selections', '{ a b c }', { selections: 2 }, 'at most 2 fields and fragments', '3'],
  ])('is refused for too many %s', (_, document, limits, required, came) =>
    expect(check(document, limits)).toThrow(refusal(required, came)),
  );

  it('is no deeper for a field beside others', () =>
    expect(check('{ a { b } c { d } }', { depth: 2 })).not.toThrow());

  it('is counted in no time, however its fragments repeat each other', () => {
    const bomb = `{ ...F0 } ${times(40, (n) => `fragment F${n} on A { ${n < 39 ? `...F${n + 1} ...F${n + 1}` : 'x'} }`)}`;
    expect(check(bomb)).toThrow(expect.objectContaining({ code: 'QUERY_TOO_COMPLEX' }));
    const aliased = `{ ...F0 } ${times(40, (n) => `fragment F${n} on A { ${n < 39 ? `a: x { ...F${n + 1} } b: x { ...F${n + 1} }` : 'x'} }`)}`;
    expect(check(aliased)).toThrow(expect.objectContaining({ code: 'QUERY_TOO_COMPLEX' }));
  });

  it('does not run for ever on fragments that spread themselves', () =>
    expect(check('{ ...A } fragment A on Q { ...B } fragment B on Q { ...A }')).not.toThrow());

  it('bounds inline fragments in each other', () =>
    expect(check(`{ ${'...{ '.repeat(500)} a ${'}'.repeat(500)} }`)).toThrow(
      expect.objectContaining({ code: 'QUERY_TOO_COMPLEX' }),
    ));

  it('is looked at before any other rule, and ends validation', () => {
    const schema = buildSchema('type Query { a: Query b: Int }');
    const document = parse(`{ a { a { b } } ${times(20, (n) => `lost${n}`)} }`);
    let visited = 0;
    const other = () => ({ Field: () => void (visited += 1) });
    const errors = validate(schema, document, [other, shapeRule({ ...SHAPE_LIMITS, depth: 2 })], {
      maxErrors: 4,
    });
    expect(visited).toBe(0);
    expect(errors).toHaveLength(5);
    expect(errors[0]?.originalError).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });
});
