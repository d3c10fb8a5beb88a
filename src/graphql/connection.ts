import { type ClassType, Field, ObjectType } from 'type-graphql';
import { PageInfoType } from './page-info.type';
import type { PageInfo } from '../kernel/page';

/** Makes the edge and connection types of a node type (Relay Cursor Connections, sections 3 and 4). */
export function connectionTypes<T extends object>(
  name: string,
  node: () => ClassType<T> | (abstract new () => T),
  what: string,
) {
  @ObjectType(`${name}Edge`, { description: `One of the ${what} of a page, with its place.` })
  class EdgeType {
    @Field(() => String, {
      description:
        'Its place in the list: pass it as `after` or `before`. Opaque, at most 1,024 characters.',
    })
    cursor!: string;

    @Field(node, { description: `The ${name} itself.` })
    node!: T;
  }

  @ObjectType(`${name}Connection`, {
    description: `A page of ${what}, in the order that was asked for.`,
  })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The page, at most 500 of them.' })
    edges!: readonly EdgeType[];

    @Field(() => PageInfoType, { description: 'Whether there is more, and where to go on.' })
    pageInfo!: PageInfo;
  }

  return { EdgeType, ConnectionType };
}
