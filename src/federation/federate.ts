import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import { CodedError } from '../kernel/coded-error';
import type { EntityReference } from '../kernel/entity-reference';
import { isObject } from '../kernel/json';
import type { FederationContext } from './federation-context';
import { EntityResolver, type TypedRow } from './resolve-entities';
import { ROUTER_HEADER } from './router-gate';

/**
 * A schema with what a router asks of a subgraph: `_service` and `_entities` (Apollo Federation 2, subgraph
 * specification). All types but Query are the very same objects.
 * @param sdl makes the text of `_service { sdl }`, when it is first asked for.
 */
export function federate<TContext>(
  schema: GraphQLSchema,
  references: readonly EntityReference<TContext>[],
  sdl: () => string,
): GraphQLSchema {
  const config = schema.toConfig();
  const own = schema.getQueryType();
  if (!own) throw new Error('a subgraph needs a Query type');
  const entities = new EntityResolver(references, schema);
  const any = anyScalar();
  const query = own.toConfig();
  let text: string | undefined;
  const federated = new GraphQLObjectType<unknown, TContext & FederationContext>({
    ...query,
    fields: {
      ...query.fields,
      _service: {
        type: new GraphQLNonNull(serviceType()),
        description: 'What this subgraph brings to a supergraph. Answered to the router only.',
        resolve: (_root, _args, context) => {
          check(context);
          return { sdl: (text ??= sdl()) };
        },
      },
      _entities: {
        type: new GraphQLNonNull(new GraphQLList(entityUnion(schema, references))),
        description: 'The entities that other subgraphs name. Answered to the router only.',
        args: {
          representations: {
            type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
            description: 'At most 1,000: each a type’s name and the fields of one of its keys.',
          },
        },
        resolve: (_root, { representations }: { representations: unknown[] }, context) => {
          check(context);
          return entities.resolve(representations, context);
        },
      },
    },
  });
  const types = config.types.map((type) => (type === own ? federated : type));
  return new GraphQLSchema({ ...config, query: federated, types });
}

function check({ mayFederate }: FederationContext): void {
  if (mayFederate) return;
  throw new CodedError(
    'UNAUTHENTICATED',
    `_service and _entities are answered to a router that shows its secret in ${ROUTER_HEADER}`,
  );
}

function serviceType(): GraphQLObjectType {
  return new GraphQLObjectType({
    name: '_Service',
    description: 'What a subgraph brings to a supergraph.',
    fields: { sdl: { type: GraphQLString, description: 'Its schema, with directives.' } },
  });
}

function anyScalar(): GraphQLScalarType {
  const read = (value: unknown): unknown => {
    if (isObject(value)) return value;
    throw new CodedError('BAD_USER_INPUT', 'a representation must be an object');
  };
  return new GraphQLScalarType({
    name: '_Any',
    description: 'A representation: `__typename` and the fields of a key.',
    serialize: (value) => value,
    parseValue: read,
    parseLiteral: (node, variables) => read(valueFromASTUntyped(node, variables)),
  });
}

/** Every object type that has a key, its own or its interface's. */
function entityUnion(
  schema: GraphQLSchema,
  references: readonly { readonly type: string }[],
): GraphQLUnionType {
  const names = new Set(references.map(({ type }) => type));
  const types = [...names].sort().map((name) => schema.getType(name));
  return new GraphQLUnionType({
    name: '_Entity',
    description: 'Anything that another subgraph can name by a key.',
    types: types.filter(isObjectType),
    resolveType: (row: TypedRow) => row.__typename,
  });
}
