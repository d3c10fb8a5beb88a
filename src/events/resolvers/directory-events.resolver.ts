import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { CourseEntity } from '../../directory/course.entity';
import type { CourseRow } from '../../directory/course.store';
import { MembershipEntity } from '../../directory/membership.entity';
import type { MembershipRow } from '../../directory/membership.store';
import { PersonEntity } from '../../directory/person.entity';
import type { PersonRow } from '../../directory/person.store';
import type { Connection } from '../../kernel/page';
import type { ActivityRow, ActivityTotals } from '../activity.store';
import { eventsUnderAsked } from '../event-selections';
import type { EventsContext } from '../events-context';
import type { StoredEvent } from '../stored-event';
import {
  ActivityBucketType,
  ActivityDimensionEnum,
  ActivityTotalsType,
  TimeBucket,
} from '../types/activity.type';
import { EventConnection } from '../types/event-connection.type';
import { EventFilterInput, EventListArgs } from '../types/event-list.args';

type Page = Promise<Connection<StoredEvent>>;

/** The events of a person: here, because the directory never knows events. */
@Resolver(() => PersonEntity)
export class PersonEventsResolver {
  @FieldResolver(() => EventConnection, {
    description: 'The events about this person, those of linked participants too.',
  })
  events(
    @Root() { id }: PersonRow,
    @Ctx() { events }: EventsContext,
    @Args(() => EventListArgs, { validate: false }) args: EventListArgs,
    @Info() info: GraphQLResolveInfo,
  ): Page {
    return events.under({ column: 'person_id', id }, args, eventsUnderAsked(info));
  }
}

/** The events of a course, and how much happened in it. */
@Resolver(() => CourseEntity)
export class CourseEventsResolver {
  @FieldResolver(() => EventConnection, { description: 'The events in this course.' })
  events(
    @Root() { id }: CourseRow,
    @Ctx() { events }: EventsContext,
    @Args(() => EventListArgs, { validate: false }) args: EventListArgs,
    @Info() info: GraphQLResolveInfo,
  ): Page {
    return events.under({ column: 'course_id', id }, args, eventsUnderAsked(info));
  }

  @FieldResolver(() => ActivityTotalsType, {
    description:
      'How much happened in this course in all: without arguments, so that other subgraphs can require it.',
  })
  activityTotals(
    @Root() { id }: CourseRow,
    @Ctx() { events }: EventsContext,
  ): Promise<ActivityTotals> {
    return events.activityTotals.load(id);
  }

  @FieldResolver(() => [ActivityBucketType], {
    description:
      'How much happened in this course: events and different persons, per span of time and whatever `groupBy` names, the earliest first. At most 10,000 buckets over all courses of the answer, else TOO_MANY_BUCKETS.',
  })
  activity(
    @Root() { id }: CourseRow,
    @Ctx() { events }: EventsContext,
    @Arg('bucket', () => TimeBucket, { description: 'The span of time.' }) bucket: TimeBucket,
    @Arg('filter', () => EventFilterInput, {
      nullable: true,
      description: 'Which of its events; all of them when nothing is given.',
    })
    filter?: EventFilterInput | null,
    @Arg('groupBy', () => [ActivityDimensionEnum], {
      nullable: true,
      description: 'What to tell apart within a span; nothing when not given.',
    })
    groupBy?: ActivityDimensionEnum[] | null,
  ): Promise<ActivityRow[]> {
    return events.activityOfCourse(id, { filter: filter ?? {}, bucket, groupBy: groupBy ?? [] });
  }
}

/** The events of a membership. */
@Resolver(() => MembershipEntity)
export class MembershipEventsResolver {
  @FieldResolver(() => EventConnection, {
    description: 'The events of this person in this course.',
  })
  events(
    @Root() { id }: MembershipRow,
    @Ctx() { events }: EventsContext,
    @Args(() => EventListArgs, { validate: false }) args: EventListArgs,
    @Info() info: GraphQLResolveInfo,
  ): Page {
    return events.under({ column: 'membership_id', id }, args, eventsUnderAsked(info));
  }
}
