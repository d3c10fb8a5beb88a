import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../graphql/date-time.scalar';
import type { SqlTime } from '../../kernel/timestamp';
import type { ActivityTotals } from '../activity.store';

/** The values of activity's `bucket`. */
export enum TimeBucket {
  HOUR = 'HOUR',
  DAY = 'DAY',
  WEEK = 'WEEK',
}

registerEnumType(TimeBucket, {
  name: 'TimeBucket',
  description: 'The span of time of a bucket, in UTC.',
  valuesConfig: {
    HOUR: { description: 'From a full hour to the next.' },
    DAY: { description: 'From midnight UTC to midnight UTC.' },
    WEEK: { description: 'From Monday, midnight UTC, as ISO 8601 counts weeks.' },
  },
});

/** The values of activity's `groupBy`. */
export enum ActivityDimensionEnum {
  TYPE = 'TYPE',
  ACTION = 'ACTION',
  COURSE = 'COURSE',
  PERSON = 'PERSON',
}

registerEnumType(ActivityDimensionEnum, {
  name: 'ActivityDimension',
  description: 'What the events of a span are told apart by.',
  valuesConfig: {
    TYPE: { description: 'By Event.type.' },
    ACTION: { description: 'By the action as Caliper 1.2 spells it.' },
    COURSE: { description: 'By the course.' },
    PERSON: { description: 'By the person.' },
  },
});

@ObjectType('ActivityTotals', {
  description: 'How much happened in a course, from the first event to the last.',
})
export class ActivityTotalsType implements ActivityTotals {
  @Field(() => Int, { description: 'How many events happened in it.' })
  count!: number;

  @Field(() => Int, { description: 'How many different persons they are about.' })
  persons!: number;
}

@ObjectType('ActivityBucket', {
  description:
    'How much happened in one span of time, of one kind where it was asked to tell apart.',
})
export class ActivityBucketType {
  @Field(() => DateTime, { description: 'The start of the span, UTC.' })
  start!: SqlTime;

  @Field(() => Int, { description: 'How many events happened in it.' })
  count!: number;

  @Field(() => Int, { description: 'How many different persons they are about.' })
  persons!: number;

  @Field(() => String, { nullable: true, description: 'The type; null unless `groupBy` has TYPE.' })
  type?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The action as Caliper 1.2 spells it; null unless `groupBy` has ACTION, and for events without one.',
  })
  action?: string | null;

  /** Resolved to a course where COURSE was asked for. */
  courseId?: string | null;

  /** Resolved to a person where PERSON was asked for. */
  personId?: string | null;
}
