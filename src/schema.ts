import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { DIRECTORY_RESOLVERS } from './directory/directory-resolvers';
import { EVENT_RESOLVERS, EVENT_TYPES } from './events/event-resolvers';

/** A resolver class. */
export type ResolverClass = new (...services: never[]) => object;

/** Finds the instance of a resolver class. */
export type FindResolver = (type: ResolverClass) => object;

/** The resolver classes of the whole schema. */
export const RESOLVERS: readonly ResolverClass[] = [...DIRECTORY_RESOLVERS, ...EVENT_RESOLVERS];

/** Builds the schema. @param find gives the wired instance of each resolver class. */
export function createSchema(find: FindResolver): GraphQLSchema {
  return buildSchemaSync({
    resolvers: RESOLVERS as unknown as NonEmptyArray<ResolverClass>,
    orphanedTypes: [...EVENT_TYPES],
    container: { get: (type: unknown) => find(type as ResolverClass) },
    validate: { forbidUnknownValues: false },
  });
}
