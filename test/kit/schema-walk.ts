import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { GqlClient } from './gql';

/** Values that arguments are tried with, as GraphQL literals, by the name of their type. */
export type Pool = Readonly<Record<string, readonly string[]>>;

/** Fields that tell of no data. */
const APART = new Set(['_service', 'validateCaliper', 'validateCaliperText', 'apiKeys']);
const ALIASES = 15;

/**
 * Every way to data that a schema has, found in the schema itself: each root field with each of its
 * arguments, each relation of what it answers, each filter. A field that is added is walked too.
 */
export class SchemaWalk {
  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly pool: Pool,
  ) {}

  static async of(client: GqlClient, pool: Pool): Promise<SchemaWalk> {
    const { data } = await client.send(getIntrospectionQuery());
    return new SchemaWalk(buildClientSchema(data as never), pool);
  }

  /** Root fields that are walked. */
  get roots(): string[] {
    return this.fields().map(({ name }) => name);
  }

  /** Every operation of the walk. */
  queries(): string[] {
    return this.fields().flatMap((field) => [...this.lookups(field), ...this.relations(field)]);
  }

  /** What all the operations answered, as one text. @throws for an answer that is no GraphQL. */
  async walk(client: GqlClient, more: readonly string[] = []): Promise<string> {
    let text = '';
    for (const query of [...this.queries(), ...more]) {
      const answer = await client.send(query);
      const faults = answer.errors.filter(({ extensions }) => FAULTS.has(extensions.code));
      if (answer.status !== 200 || faults.length > 0)
        throw new Error(`${query.slice(0, 2000)}\n${answer.text.slice(0, 1000)}`);
      // What was asked for, and stands in an error, is no answer.
      text += JSON.stringify(answer.data ?? null);
    }
    return text;
  }

  /** Queries that go on from a cursor, forward and backward. */
  after(cursors: readonly string[]): string[] {
    return this.fields()
      .filter(({ args }) => args.some(({ name }) => name === 'after'))
      .flatMap(({ name, args, type }) =>
        cursors.flatMap((cursor) =>
          ['after', 'before'].map((way) => {
            const order = args.some((arg) => arg.name === 'orderBy')
              ? ', orderBy: OCCURRED_DESC'
              : '';
            return `{ ${name}(${way}: ${JSON.stringify(cursor)}${order}) { ${this.selection(getNamedType(type), 0)} } }`;
          }),
        ),
      );
  }

  private fields(): GraphQLField<unknown, unknown>[] {
    const query = this.schema.getQueryType();
    return Object.values(query?.getFields() ?? {}).filter(({ name }) => !APART.has(name));
  }

  /** The field with each value of each argument: rows and their plain fields. */
  private lookups(field: GraphQLField<unknown, unknown>): string[] {
    const named = getNamedType(field.type);
    // Fields of a union's types may answer to one name with different types: they are asked apart.
    if (isUnionType(named)) return [];
    const required = field.args.filter(isRequiredArgument);
    const base = required.map((arg) => this.literal(arg));
    const calls = field.args
      .filter(({ name }) => !PAGING.has(name))
      .flatMap((arg) => {
        const others = required.filter((one) => one !== arg).map((one) => this.literal(one));
        return this.values(arg.type).map((one) => [...others, `${arg.name}: ${one}`]);
      });
    const asked = this.selection(named, 0);
    const parts = (calls.length > 0 ? calls : [base]).map(
      (args, at) => `a${at}: ${withArguments(field.name, args)} { ${asked} }`,
    );
    const batches: string[] = [];
    for (let from = 0; from < parts.length; from += ALIASES)
      batches.push(`{ ${parts.slice(from, from + ALIASES).join('\n')} }`);
    return batches;
  }

  /** A list at the root with every relation of its rows, two deep; what is asked for by name has the same. */
  private relations(field: GraphQLField<unknown, unknown>): string[] {
    const required = field.args.filter(isRequiredArgument);
    if (!isListType(getNullableType(field.type)) && !field.args.some(isFirst)) return [];
    const args = required.map((arg) =>
      isListType(getNullableType(arg.type))
        ? `${arg.name}: [${this.values(getNamedType(arg.type)).join(', ')}]`
        : this.literal(arg),
    );
    if (field.args.some(isFirst)) args.push('first: 20');
    const call = withArguments(field.name, args);
    return this.paths(getNamedType(field.type), 2).map((asked) => `{ ${call} { ${asked} } }`);
  }

  /** Selections of a type, one for each relation of its rows. */
  private paths(type: GraphQLNamedType, depth: number, known: readonly string[] = []): string[] {
    const objects = this.objectFields(type).filter(({ name }) => !known.includes(name));
    const wrapped = objects.find(({ name }) => name === 'edges' || name === 'node');
    if (wrapped) {
      return this.paths(getNamedType(wrapped.type), depth).map(
        (one) => `${this.leaves(type)} ${wrapped.name} { ${one} }`,
      );
    }
    const own = objects.map(
      (field) =>
        `${this.leaves(type)} ${this.call(field)} { ${this.selection(getNamedType(field.type), depth - 1)} }`,
    );
    const names = [...known, ...objects.map(({ name }) => name)];
    const below = this.below(type).flatMap((one) =>
      this.paths(one, depth, names).map((asked) => `... on ${one.name} { ${asked} }`),
    );
    const all = [...own, ...below];
    return (all.length > 0 ? all : [this.leaves(type)]).map((one) => `__typename ${one}`);
  }

  /** The types that an abstract type may be, by the interfaces that they share where they share any. */
  private below(type: GraphQLNamedType): GraphQLNamedType[] {
    if (!isAbstractType(type)) return [];
    const possible = [...this.schema.getPossibleTypes(type)];
    if (isInterfaceType(type)) return possible;
    const shared = possible.flatMap((one) => one.getInterfaces().slice(0, 1));
    return [...new Set([...shared, ...possible.filter((one) => one.getInterfaces().length === 0)])];
  }

  /** Everything of a type down to a depth of relations. */
  private selection(type: GraphQLNamedType, depth: number): string {
    const parts = ['__typename', this.leaves(type)];
    for (const field of this.objectFields(type)) {
      const inner = getNamedType(field.type);
      const isWrap = ['edges', 'node', 'pageInfo', 'outcomes'].includes(field.name);
      if (isWrap || depth > 0 || this.isPlain(inner))
        parts.push(`${this.call(field)} { ${this.selection(inner, isWrap ? depth : depth - 1)} }`);
    }
    if (isAbstractType(type)) {
      for (const one of this.schema.getPossibleTypes(type)) {
        const known = isInterfaceType(type) ? type.getFields() : {};
        const own = Object.values(one.getFields()).filter(({ name }) => !(name in known));
        const leaves = own.filter((field) => isLeafType(getNamedType(field.type)) && !needs(field));
        if (leaves.length > 0)
          parts.push(`... on ${one.name} { ${leaves.map(({ name }) => name).join(' ')} }`);
      }
    }
    return parts.join(' ');
  }

  /** A type of leaves only: it comes with its parent. */
  private isPlain(type: GraphQLNamedType): boolean {
    return isObjectType(type) && this.objectFields(type).length === 0;
  }

  private leaves(type: GraphQLNamedType): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return '';
    return Object.values(type.getFields())
      .filter((field) => isLeafType(getNamedType(field.type)) && !needs(field))
      .map(({ name }) => name)
      .join(' ');
  }

  private objectFields(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).filter((field) => !isLeafType(getNamedType(field.type)));
  }

  private call({ name, args }: GraphQLField<unknown, unknown>): string {
    const given = args.filter(isRequiredArgument).map((arg) => this.literal(arg));
    if (args.some(isFirst)) given.push('first: 10');
    return withArguments(name, given);
  }

  private literal(arg: GraphQLArgument): string {
    return `${arg.name}: ${this.values(arg.type)[0]}`;
  }

  /** Literals of a type: of an input object one for each value of each of its fields. */
  private values(type: GraphQLInputType): string[] {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return this.values(nullable.ofType).map((one) => `[${one}]`);
    const named = getNamedType(nullable);
    const pooled = this.pool[named.name];
    if (pooled) return [...pooled];
    if (isEnumType(named)) return named.getValues().map(({ name }) => name);
    if (!isInputObjectType(named)) return named.name === 'Int' ? ['5'] : ['true', 'false'];
    const fields = Object.values(named.getFields());
    return [
      '{}',
      ...fields.flatMap(({ name, type: its }) =>
        this.values(its).map((one) => `{${name}: ${one}}`),
      ),
    ];
  }
}

const PAGING = new Set(['first', 'last', 'after', 'before']);
/** Errors of a query that was made wrongly, or of a gateway that is broken. */
const FAULTS = new Set([
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'INTERNAL_SERVER_ERROR',
  'UNAUTHENTICATED',
  'QUERY_TOO_COMPLEX',
]);

function needs({ args }: { readonly args: readonly GraphQLArgument[] }): boolean {
  return args.some(isRequiredArgument);
}

function isFirst({ name }: GraphQLArgument): boolean {
  return name === 'first';
}

function withArguments(name: string, args: readonly string[]): string {
  return args.length > 0 ? `${name}(${args.join(', ')})` : name;
}
