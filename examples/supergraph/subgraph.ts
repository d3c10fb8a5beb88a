import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  buildASTSchema,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';

/** How another subgraph names an entity: `__typename`, a key, and what `@requires` asks for. */
export type Representation = Readonly<Record<string, unknown>>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- graphql-js itself knows no types of parents
type Resolver = GraphQLFieldResolver<any, unknown>;

/** A subgraph: a schema, and what answers it. */
export interface Subgraph {
  readonly name: string;
  /** The schema as composers read it. */
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolver>>>>;
  /** Finds the entity that a representation names; null where there is none. */
  readonly references: Readonly<Record<string, (one: Representation) => object | null>>;
}

/** The text of a schema beside this file. */
export function sdlIn(file: string): string {
  return readFileSync(join(__dirname, file), 'utf8');
}

/** All that federation asks of a subgraph: its SDL, and its entities by their keys. */
export function schemaOf(subgraph: Subgraph): GraphQLSchema {
  const { sdl } = subgraph;
  const types = Object.keys(subgraph.references);
  const machinery = `
    scalar _Any
    union _Entity = ${types.join(' | ')}
    type _Service { sdl: String }
    extend type Query { _service: _Service!  _entities(representations: [_Any!]!): [_Entity]! }`;
  const schema = buildASTSchema(parse(sdl + machinery), { assumeValidSDL: true });
  const find = (one: Representation): object | null => {
    const type = one['__typename'] as string;
    const found = subgraph.references[type]?.(one);
    return found ? { ...found, __typename: type } : null;
  };
  const query: Record<string, Resolver> = {
    ...subgraph.resolvers['Query'],
    _service: () => ({ sdl }),
    _entities: (_root, { representations }: { representations: Representation[] }) =>
      representations.map(find),
  };
  for (const [name, fields] of Object.entries({ ...subgraph.resolvers, Query: query })) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} is no object type of ${subgraph.name}`);
    for (const [field, resolve] of Object.entries(fields)) {
      const declared = type.getFields()[field];
      if (!declared) throw new Error(`${subgraph.name} has no field ${name}.${field}`);
      declared.resolve = resolve;
    }
  }
  return schema;
}

/** Serves a subgraph: unless it is said where, on a free port of this machine. */
export async function serveSubgraph(
  subgraph: Subgraph,
  where: { readonly port: number; readonly host: string } = { port: 0, host: '127.0.0.1' },
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const answer = createHandler({ schema: schemaOf(subgraph) });
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(where, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
