import { ArrayMaxSize, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../../graphql/date-time.scalar';
import { PageArgs } from '../../graphql/page.args';
import type { SqlTime } from '../../kernel/timestamp';
import type { EventFilter } from '../event-filter';
import { EventOrder } from '../event-order';
import { EventSourceEnum } from './event.type';

const LONGEST_IRI = 2048;
const MOST = 100;

/** All that is given must hold; within a list, any of its values. */
@InputType('EventFilter', {
  description:
    'Which events: all that is given must hold; of a list, any value. Lists have at most 100 values; an empty list matches nothing. Values are compared byte for byte.',
})
export class EventFilterInput implements EventFilter {
  @IsOptional()
  @ArrayMaxSize(MOST)
  @Field(() => [EventSourceEnum], {
    nullable: true,
    description: 'The formats in which they came.',
  })
  sources?: EventSourceEnum[] | null;

  @IsOptional()
  @ArrayMaxSize(MOST)
  @MaxLength(LONGEST_IRI, { each: true })
  @Field(() => [String], {
    nullable: true,
    description:
      'Types: a term (`ForumEvent`) matches in every vocabulary, an IRI (`http://caliper.blackboard.com/caliper/v1/ForumEvent`) only in its own.',
  })
  types?: string[] | null;

  @IsOptional()
  @ArrayMaxSize(MOST)
  @MaxLength(LONGEST_IRI, { each: true })
  @Field(() => [String], {
    nullable: true,
    description:
      'Actions: the term as sent (`LTILaunch`) or as Caliper 1.2 spells it (`Launched`).',
  })
  actions?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Happened at this instant or later.' })
  occurredFrom?: SqlTime | null;

  @Field(() => DateTime, { nullable: true, description: 'Happened before this instant.' })
  occurredTo?: SqlTime | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Received at this instant or later, by the gateway’s clock.',
  })
  receivedFrom?: SqlTime | null;

  @Field(() => ID, { nullable: true, description: 'About this person.' })
  personId?: string | null;

  @Field(() => ID, { nullable: true, description: 'In this course.' })
  courseId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this membership.' })
  membershipId?: string | null;

  @IsOptional()
  @ArrayMaxSize(MOST)
  @MaxLength(256, { each: true })
  @Field(() => [String], {
    nullable: true,
    description: 'The person had any of these roles at the event: `Learner`, `Instructor`.',
  })
  roles?: string[] | null;

  @IsOptional()
  @ArrayMaxSize(MOST)
  @MaxLength(256, { each: true })
  @Field(() => [String], { nullable: true, description: 'Published by any of these programs.' })
  programIds?: string[] | null;

  @IsOptional()
  @MaxLength(256)
  @Field(() => String, { nullable: true, description: 'Published by this type of system: `LB`.' })
  publisherSystemId?: string | null;

  @IsOptional()
  @MaxLength(256)
  @Field(() => String, {
    nullable: true,
    description: 'With this id in the publisher’s system: `AI:1234`.',
  })
  publisherEventId?: string | null;

  @IsOptional()
  @MaxLength(256)
  @Field(() => String, {
    nullable: true,
    description: 'About this participant of the publisher’s system.',
  })
  participantId?: string | null;

  @IsOptional()
  @MaxLength(LONGEST_IRI)
  @Field(() => String, { nullable: true, description: 'Sent by this Caliper sensor.' })
  sensor?: string | null;

  @IsOptional()
  @MaxLength(LONGEST_IRI)
  @Field(() => String, { nullable: true, description: 'Whose Caliper object has this id.' })
  objectId?: string | null;

  @IsOptional()
  @MaxLength(LONGEST_IRI)
  @Field(() => String, {
    nullable: true,
    description: 'In the session, or else the federated session, of this id.',
  })
  sessionId?: string | null;
}

/** The arguments of every list of events. */
@ArgsType()
export class EventListArgs extends PageArgs {
  @IsOptional()
  @ValidateNested()
  @Field(() => EventFilterInput, {
    nullable: true,
    description: 'Which events; all of them when nothing is given.',
  })
  filter?: EventFilterInput | null;

  @Field(() => EventOrder, {
    nullable: true,
    description:
      'In what order; OCCURRED_DESC when nothing is given. A cursor belongs to the order it was given in.',
  })
  orderBy?: EventOrder | null;
}
