import { Field, ObjectType } from 'type-graphql';
import type { PageInfo } from '../kernel/page';

/** Relay Cursor Connections, section 5. */
@ObjectType('PageInfo', { description: 'Where a page stands in its list.' })
export class PageInfoType implements PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows the last edge.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something precedes the first edge.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first edge; null for an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge; null for an empty page.',
  })
  endCursor!: string | null;
}
