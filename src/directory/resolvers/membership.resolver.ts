import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kernel/page';
import { CourseEntity } from '../course.entity';
import type { CourseRow } from '../course.store';
import type { DirectoryContext } from '../directory-context';
import { membershipsAsked } from '../directory-selections';
import { MembershipEntity } from '../membership.entity';
import type { MembershipRow } from '../membership.store';
import { PersonEntity } from '../person.entity';
import type { PersonRow } from '../person.store';
import { type Maybe, toOne } from '../to-one';
import { MembershipConnection } from '../types/directory-connections';
import { MembershipsArgs } from '../types/list.args';

/** Memberships, and whom and what they join. */
@Resolver(() => MembershipEntity)
export class MembershipResolver {
  @Query(() => MembershipEntity, {
    nullable: true,
    description: 'One membership; null when none is known by that id.',
  })
  membership(
    @Arg('id', () => ID, { description: 'The membership’s id.' }) id: string,
    @Ctx() context: DirectoryContext,
  ): Promise<MembershipRow | null> {
    return context.directory.membershipById.load(id);
  }

  @Query(() => MembershipConnection, {
    description: 'Memberships, in a stable order of no meaning.',
  })
  memberships(
    @Args(() => MembershipsArgs) { filter, ...page }: MembershipsArgs,
    @Ctx() context: DirectoryContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<MembershipRow>> {
    return context.directory.pages.memberships(filter ?? {}, page, membershipsAsked(info));
  }

  @FieldResolver(() => PersonEntity, { nullable: true, description: 'Whose place it is.' })
  person(@Root() membership: MembershipRow, @Ctx() context: DirectoryContext): Maybe<PersonRow> {
    return toOne(membership.person, membership.personId, context.directory.personById);
  }

  @FieldResolver(() => CourseEntity, { nullable: true, description: 'The course that it is in.' })
  course(@Root() membership: MembershipRow, @Ctx() context: DirectoryContext): Maybe<CourseRow> {
    return toOne(membership.course, membership.courseId, context.directory.courseById);
  }
}
