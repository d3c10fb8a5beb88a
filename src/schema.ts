import 'reflect-metadata';
import { GraphQLInterfaceType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { DIRECTORY_REFERENCES } from './directory/directory-references';
import { DIRECTORY_RESOLVERS } from './directory/directory-resolvers';
import { graphqlTypeOf } from './events/event-kinds';
import { EVENT_REFERENCES } from './events/event-references';
import { EVENT_RESOLVERS, EVENT_TYPES } from './events/event-resolvers';
import type { EventsContext } from './events/events-context';
import type { StoredEvent } from './events/stored-event';
import { directivesOf, listSizeOf } from './federation/directives';
import { federate } from './federation/federate';
import { subgraphSdl } from './federation/subgraph-sdl';
import type { EntityReference } from './kernel/entity-reference';
import { enforcePolicy } from './security/enforce-policy';
import { hidePersonalData } from './security/hide-personal-data';
import { SECURITY_RESOLVERS } from './security/security-resolvers';

const RESOLVERS = [...DIRECTORY_RESOLVERS, ...EVENT_RESOLVERS, ...SECURITY_RESOLVERS] as const;
const REFERENCES: readonly EntityReference<EventsContext>[] = [
  ...DIRECTORY_REFERENCES,
  ...EVENT_REFERENCES,
];

/** What the gateway brings to a supergraph: the text of schema.graphql, and of `_service { sdl }`. */
export function createSubgraphSdl(schema: GraphQLSchema = createOwnSchema()): string {
  return subgraphSdl(schema, directivesOf(REFERENCES), listSizeOf);
}

/**
 * Builds the schema that is served: that of every module, and what a router asks of a subgraph.
 * @param wired instances of the resolvers that need services.
 */
export function createSchema(wired: readonly object[] = []): GraphQLSchema {
  const schema = createOwnSchema(wired);
  const served = federate(schema, REFERENCES, () => createSubgraphSdl(schema));
  hidePersonalData(served);
  enforcePolicy(served);
  return served;
}

/**
 * Builds the schema of every module.
 * @param wired instances of the resolvers that need services; the others are made when they are first
 * asked for. To print the schema none is needed.
 */
function createOwnSchema(wired: readonly object[] = []): GraphQLSchema {
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
