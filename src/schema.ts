import 'reflect-metadata';
import { GraphQLInterfaceType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { DIRECTORY_RESOLVERS } from './directory/directory-resolvers';
import { graphqlTypeOf } from './events/event-kinds';
import type { StoredEvent } from './events/stored-event';
import { EVENT_RESOLVERS, EVENT_TYPES } from './events/event-resolvers';

/** A resolver class. */
export type ResolverClass = new (...services: never[]) => object;

/** Finds the instance of a resolver class. */
export type FindResolver = (type: ResolverClass) => object;

/** The resolver classes of the whole schema. */
export const RESOLVERS: readonly ResolverClass[] = [...DIRECTORY_RESOLVERS, ...EVENT_RESOLVERS];

/** Builds the schema. @param find gives the wired instance of each resolver class. */
export function createSchema(find: FindResolver): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: RESOLVERS as unknown as NonEmptyArray<ResolverClass>,
    orphanedTypes: [...EVENT_TYPES],
    container: { get: (type: unknown) => find(type as ResolverClass) },
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
