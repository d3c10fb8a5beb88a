import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CourseEntity } from '../../directory/course.entity';
import type { CourseRow } from '../../directory/course.store';
import { PersonEntity } from '../../directory/person.entity';
import type { PersonRow } from '../../directory/person.store';
import type { EventsContext } from '../events-context';
import { ActivityBucketType } from '../types/activity.type';

/** What the buckets of activity are joined to. */
@Resolver(() => ActivityBucketType)
export class ActivityResolver {
  @FieldResolver(() => CourseEntity, {
    nullable: true,
    description: 'The course; null unless `groupBy` has COURSE, and for events outside a course.',
  })
  course(
    @Root() { courseId }: ActivityBucketType,
    @Ctx() { directory }: EventsContext,
  ): Promise<CourseRow | null> | null {
    return courseId ? directory.courseById.load(courseId) : null;
  }

  @FieldResolver(() => PersonEntity, {
    nullable: true,
    description: 'The person; null unless `groupBy` has PERSON, and for events about nobody known.',
  })
  person(
    @Root() { personId }: ActivityBucketType,
    @Ctx() { directory }: EventsContext,
  ): Promise<PersonRow | null> | null {
    return personId ? directory.personById.load(personId) : null;
  }
}
