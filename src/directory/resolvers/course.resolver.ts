import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kernel/page';
import { CourseEntity } from '../course.entity';
import type { CourseRow } from '../course.store';
import type { DirectoryContext } from '../directory-context';
import { findCourse } from '../find-entity';
import { IdentifierEntity } from '../identifier.entity';
import type { IdentifierRow } from '../identifier.store';
import type { MembershipRow } from '../membership.store';
import { CourseConnection, MembershipConnection } from '../types/directory-connections';
import { CourseArgs } from '../types/entity.args';
import { CoursesArgs, MembershipsUnderArgs } from '../types/list.args';

/** Courses, and what they have. */
@Resolver(() => CourseEntity)
export class CourseResolver {
  @Query(() => CourseEntity, {
    nullable: true,
    description:
      'One course, by exactly one of `id`, `courseNumber` and `identifier`; null when none is known by it.',
  })
  course(
    @Args(() => CourseArgs) args: CourseArgs,
    @Ctx() context: DirectoryContext,
  ): Promise<CourseRow | null> {
    return findCourse(context.directory, args);
  }

  @Query(() => CourseConnection, {
    description: 'Courses, in the order in which they became known.',
  })
  courses(
    @Args(() => CoursesArgs) { filter, ...page }: CoursesArgs,
    @Ctx() context: DirectoryContext,
  ): Promise<Connection<CourseRow>> {
    return context.directory.pages.courses(filter ?? {}, page);
  }

  @FieldResolver(() => CourseEntity, {
    nullable: true,
    description:
      'The course that this one is part of, like a section’s offering; null when none is known.',
  })
  async parent(
    @Root() course: CourseRow,
    @Ctx() context: DirectoryContext,
  ): Promise<CourseRow | null> {
    return course.parentId === null ? null : context.directory.courseById.load(course.parentId);
  }

  @FieldResolver(() => [IdentifierEntity], {
    description: 'Every name that the course is known by, the first known first.',
  })
  identifiers(
    @Root() course: CourseRow,
    @Ctx() context: DirectoryContext,
  ): Promise<IdentifierRow[]> {
    return context.directory.identifiersOf.COURSE.load(course.id);
  }

  @FieldResolver(() => MembershipConnection, {
    description: 'Who is in the course, in a stable order of no meaning.',
  })
  memberships(
    @Root() course: CourseRow,
    @Args(() => MembershipsUnderArgs) { filter, ...page }: MembershipsUnderArgs,
    @Ctx() context: DirectoryContext,
  ): Promise<Connection<MembershipRow>> {
    return context.directory.pages.membershipsOfCourse(page, filter ?? {}).load(course.id);
  }
}
