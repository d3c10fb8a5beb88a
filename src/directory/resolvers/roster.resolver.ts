import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CourseEntity } from '../course.entity';
import type { CourseRow } from '../course.store';
import type { DirectoryContext } from '../directory-context';
import { MembershipEntity } from '../membership.entity';
import type { MembershipRow } from '../membership.store';
import { PersonEntity } from '../person.entity';
import type { PersonRow } from '../person.store';
import type { RosterService } from '../roster.service';
import { CourseInput } from '../types/course.input';
import { MembershipInput } from '../types/membership.input';
import { PersonInput } from '../types/person.input';

/** Takes rosters in. */
@Resolver()
export class RosterResolver {
  constructor(private readonly roster: RosterService) {}

  @Mutation(() => [PersonEntity], {
    description:
      'Makes persons, or brings them up to date: all of them or, on any error, none. Answers one for each input, in their order.',
  })
  upsertPersons(
    @Arg('persons', () => [PersonInput], { description: 'At most 500.' }) persons: PersonInput[],
    @Ctx() { principal, directory }: DirectoryContext,
  ): Promise<PersonRow[]> {
    return directory.changed(this.roster.upsertPersons(principal.tenantId, persons));
  }

  @Mutation(() => [CourseEntity], {
    description:
      'Makes courses, or brings them up to date: all of them or, on any error, none. Answers one for each input, in their order.',
  })
  upsertCourses(
    @Arg('courses', () => [CourseInput], { description: 'At most 500.' }) courses: CourseInput[],
    @Ctx() { principal, directory }: DirectoryContext,
  ): Promise<CourseRow[]> {
    return directory.changed(this.roster.upsertCourses(principal.tenantId, courses));
  }

  @Mutation(() => [MembershipEntity], {
    description:
      'Makes memberships, or brings them up to date: all of them or, on any error, none. Answers one for each input, in their order.',
  })
  upsertMemberships(
    @Arg('memberships', () => [MembershipInput], { description: 'At most 500.' })
    memberships: MembershipInput[],
    @Ctx() { principal, directory }: DirectoryContext,
  ): Promise<MembershipRow[]> {
    return directory.changed(this.roster.upsertMemberships(principal.tenantId, memberships));
  }
}
