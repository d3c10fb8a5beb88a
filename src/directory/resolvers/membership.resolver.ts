import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kernel/page';
import { CourseEntity } from '../course.entity';
import type { CourseRow } from '../course.store';
import type { DirectoryContext } from '../directory-context';
import { MembershipEntity } from '../membership.entity';
import type { MembershipRow } from '../membership.store';
import { PersonEntity } from '../person.entity';
import type { PersonRow } from '../person.store';
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
  ): Promise<Connection<MembershipRow>> {
    return context.directory.pages.memberships(filter ?? {}, page);
  }

  @FieldResolver(() => PersonEntity, { nullable: true, description: 'Whose place it is.' })
  person(
    @Root() membership: MembershipRow,
    @Ctx() context: DirectoryContext,
  ): Promise<PersonRow | null> {
    return context.directory.personById.load(membership.personId);
  }

  @FieldResolver(() => CourseEntity, { nullable: true, description: 'The course that it is in.' })
  course(
    @Root() membership: MembershipRow,
    @Ctx() context: DirectoryContext,
  ): Promise<CourseRow | null> {
    return context.directory.courseById.load(membership.courseId);
  }
}
