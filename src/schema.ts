import 'reflect-metadata';
import { GraphQLInterfaceType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { DIRECTORY_RESOLVERS } from './directory/directory-resolvers';
import { graphqlTypeOf } from './events/event-kinds';
import type { StoredEvent } from './events/stored-event';
import { EVENT_RESOLVERS, EVENT_TYPES } from './events/event-resolvers';

const RESOLVERS = [...DIRECTORY_RESOLVERS, ...EVENT_RESOLVERS] as const;

/**
 * Builds the schema of every module.
 * @param wired instances of the resolvers that need services; the others are made when they are first
 * asked for. To print the schema none is needed.
 */
export function createSchema(wired: readonly object[] = []): GraphQLSchema {
  const instances = new Map<unknown, object>(wired.map((one) => [one.constructor, one]));
  const find = (type: new () => object): object => {
    const instance = instances.get(type) ?? new type();
    instances.set(type, instance);
    return instance;
  };
  const schema = buildSchemaSync({
    resolvers: RESOLVERS,
    orphanedTypes: [...EVENT_TYPES],
    container: { get: (type: unknown) => find(type as new () => object) },
    validate: { forbidUnknownValues: false },
  });
  // TypeGraphQL's own resolveType is asynchronous: slower, and more than compiled execution can wait for.
  for (const name of ['Event', 'CaliperEvent']) {
    const type = schema.getType(name);
    if (type instanceof GraphQLInterfaceType) {
      type.resolveType = (event) => graphqlTypeOf(event as StoredEvent);
    }
  }
  return schema;
}
