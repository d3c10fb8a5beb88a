import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kernel/page';
import { CourseEntity } from '../course.entity';
import type { CourseRow } from '../course.store';
import type { DirectoryContext } from '../directory-context';
import { coursesAsked, membershipsAsked } from '../directory-selections';
import { findCourse } from '../find-entity';
import { IdentifierEntity } from '../identifier.entity';
import type { IdentifierRow } from '../directory-rows';
import type { MembershipRow } from '../membership.store';
import { type Maybe, toOne } from '../to-one';
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
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<CourseRow>> {
    return context.directory.pages.courses(filter ?? {}, page, coursesAsked(info));
  }

  @FieldResolver(() => CourseEntity, {
    nullable: true,
    description:
      'The course that this one is part of, like a section’s offering; null when none is known.',
  })
  parent(@Root() course: CourseRow, @Ctx() context: DirectoryContext): Maybe<CourseRow> {
    return toOne(undefined, course.parentId, context.directory.courseById);
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

  @FieldResolver(() => IdentifierEntity, {
    nullable: true,
    description:
      'The name that the course was known by first; null when nobody has given one. A subgraph that refers to a course may put any of `identifiers` in its place.',
  })
  async identifier(
    @Root() course: CourseRow,
    @Ctx() context: DirectoryContext,
  ): Promise<IdentifierRow | null> {
    return (await context.directory.identifiersOf.COURSE.load(course.id))[0] ?? null;
  }

  @FieldResolver(() => MembershipConnection, {
    description: 'Who is in the course, in a stable order of no meaning.',
  })
  memberships(
    @Root() course: CourseRow,
    @Args(() => MembershipsUnderArgs, { validate: false }) args: MembershipsUnderArgs,
    @Ctx() context: DirectoryContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<MembershipRow>> {
    return context.directory.pages
      .membershipsOfCourse(args, membershipsAsked(info))
      .load(course.id);
  }
}
