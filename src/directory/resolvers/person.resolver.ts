import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args';
import type { Connection } from '../../kernel/page';
import type { CourseRow } from '../course.store';
import type { DirectoryContext } from '../directory-context';
import { coursesAsked, membershipsAsked, personsAsked } from '../directory-selections';
import { findPerson } from '../find-entity';
import { IdentifierEntity } from '../identifier.entity';
import type { IdentifierRow } from '../directory-rows';
import type { MembershipRow } from '../membership.store';
import { PersonEntity } from '../person.entity';
import type { PersonRow } from '../person.store';
import {
  CourseConnection,
  MembershipConnection,
  PersonConnection,
} from '../types/directory-connections';
import { PersonArgs } from '../types/entity.args';
import { MembershipsUnderArgs, PersonsArgs } from '../types/list.args';

/** Persons, and what they have. */
@Resolver(() => PersonEntity)
export class PersonResolver {
  @Query(() => PersonEntity, {
    nullable: true,
    description:
      'One person, by exactly one of `id` and `identifier`; null when nobody is known by it.',
  })
  person(
    @Args(() => PersonArgs) args: PersonArgs,
    @Ctx() context: DirectoryContext,
  ): Promise<PersonRow | null> {
    return findPerson(context.directory, args);
  }

  @Query(() => PersonConnection, {
    description: 'Persons, in the order in which they became known.',
  })
  persons(
    @Args(() => PersonsArgs) { filter, ...page }: PersonsArgs,
    @Ctx() context: DirectoryContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PersonRow>> {
    return context.directory.pages.persons(filter ?? {}, page, personsAsked(info));
  }

  @FieldResolver(() => [IdentifierEntity], {
    description: 'Every name that the person is known by, the first known first.',
  })
  identifiers(
    @Root() person: PersonRow,
    @Ctx() context: DirectoryContext,
  ): Promise<IdentifierRow[]> {
    return context.directory.identifiersOf.PERSON.load(person.id);
  }

  @FieldResolver(() => IdentifierEntity, {
    nullable: true,
    description:
      'The name that the person was known by first; null when nobody has given one. A subgraph that refers to a person may put any of `identifiers` in its place.',
  })
  async identifier(
    @Root() person: PersonRow,
    @Ctx() context: DirectoryContext,
  ): Promise<IdentifierRow | null> {
    return (await context.directory.identifiersOf.PERSON.load(person.id))[0] ?? null;
  }

  @FieldResolver(() => MembershipConnection, {
    description: 'The person’s places in courses, in a stable order of no meaning.',
  })
  memberships(
    @Root() person: PersonRow,
    @Args(() => MembershipsUnderArgs, { validate: false }) args: MembershipsUnderArgs,
    @Ctx() context: DirectoryContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<MembershipRow>> {
    return context.directory.pages
      .membershipsOfPerson(args, membershipsAsked(info))
      .load(person.id);
  }

  @FieldResolver(() => CourseConnection, {
    description:
      'The courses that the person is a member of, whatever their roles, each once, in the order of `memberships`.',
  })
  courses(
    @Root() person: PersonRow,
    @Args(() => PageArgs, { validate: false }) page: PageArgs,
    @Ctx() context: DirectoryContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<CourseRow>> {
    return context.directory.pages.coursesOfPerson(page, coursesAsked(info)).load(person.id);
  }
}
