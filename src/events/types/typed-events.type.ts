import { GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { PersonalData } from '../../graphql/personal-data';
import { DateTime } from '../../graphql/date-time.scalar';
import type { Json, JsonObject } from '../../kernel/json';
import { isPersonalIdentifier } from '../../kernel/personal-identifier';
import type { SqlTime } from '../../kernel/timestamp';
import { CaliperEntityType } from './caliper-entity.type';
import { CaliperEventType } from './caliper-event.type';
import { EventType } from './event.type';

const implementsBoth = { implements: [EventType, CaliperEventType] };

@ObjectType('HubEvent', {
  implements: EventType,
  description: 'An event of a publisher’s program, as the Learning Hub defines it.',
})
export class HubEventType extends EventType {
  @Field(() => String, { description: 'The program that published it, at most 25 characters.' })
  publisherProgramId!: string;

  @Field(() => String, {
    description:
      'The type of system that published it, at most 25 characters: `LB` is LearningBuilder.',
  })
  publisherSystemId!: string;

  @Field(() => String, {
    description: 'What names it in the publisher’s system, at most 200 characters: `AI:1234`.',
  })
  publisherEventId!: string;

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description:
      'Whom or what it relates to, as the publisher’s system names them: an e-mail address or another identifier, at most 200 characters. Null to who may not see personal data.',
  })
  publisherParticipantId!: string | null;
}

/** Whether an IRI says of nobody who they are. */
function isOpenIri(value: string | null): boolean {
  return value === null || !isPersonalIdentifier({ type: 'IRI', value });
}

@ObjectType('Attempt', { description: 'One try at an assignable resource (Caliper 1.2, Attempt).' })
export class AttemptType {
  @PersonalData({ unless: ({ id }: AttemptType) => isOpenIri(id) })
  @Field(() => ID, { nullable: true, description: 'Its IRI as sent.' })
  id!: string | null;

  @Field(() => Int, { nullable: true, description: 'Which try it is, from 1.' })
  count!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it began.' })
  startedAt!: SqlTime | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  endedAt!: SqlTime | null;

  @Field(() => String, { nullable: true, description: 'How long it took, an ISO 8601 duration.' })
  duration!: string | null;

  @Field(() => CaliperEntityType, { nullable: true, description: 'Who tried.' })
  assignee!: CaliperEntityType | null;

  @Field(() => CaliperEntityType, { nullable: true, description: 'What was tried.' })
  assignable!: CaliperEntityType | null;
}

@ObjectType('Score', {
  description: 'A score, or before Caliper 1.2 a result (Caliper 1.2, Score).',
})
export class ScoreType {
  @Field(() => Float, { nullable: true, description: 'The points given.' })
  scoreGiven!: number | null;

  @Field(() => Float, { nullable: true, description: 'The most points there were.' })
  maxScore!: number | null;

  @Field(() => CaliperEntityType, { nullable: true, description: 'Who or what gave it.' })
  scoredBy!: CaliperEntityType | null;

  @PersonalData()
  @Field(() => String, { nullable: true, description: 'What was said of it.' })
  comment!: string | null;
}

@ObjectType('LtiLaunch', { description: 'What an LTI launch carried to the tool.' })
export class LtiLaunchType {
  @PersonalData({ unless: ({ launchUrl }: LtiLaunchType) => isOpenIri(launchUrl) })
  @Field(() => String, { nullable: true, description: 'The tool’s URL, as sent. Never fetched.' })
  launchUrl!: string | null;

  @PersonalData()
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The launch parameters, a JSON object. Holds personal data.',
  })
  launchParameters!: JsonObject | null;

  @PersonalData()
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The custom parameters, a JSON object.',
  })
  customParameters!: JsonObject | null;
}

@ObjectType('LtiLaunchReturn', { description: 'What an LTI tool’s return to the platform said.' })
export class LtiLaunchReturnType {
  @PersonalData({ unless: ({ destinationUrl }: LtiLaunchReturnType) => isOpenIri(destinationUrl) })
  @Field(() => String, { nullable: true, description: 'Where the user went, as sent.' })
  destinationUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'The link that had been launched.' })
  linkId!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it had been launched.' })
  launchTime!: SqlTime | null;
}

@ObjectType('PropertyChange', { description: 'One property of a content item that changed.' })
export class PropertyChangeType {
  @Field(() => String, { description: 'The property’s name, as sent: `isTracked`.' })
  name!: string;

  @PersonalData()
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Its value before; null also for a new item.',
  })
  oldValue!: Json;

  @PersonalData()
  @Field(() => GraphQLJSON, { nullable: true, description: 'Its value since.' })
  newValue!: Json;
}

@ObjectType('AssignableEvent', {
  ...implementsBoth,
  description:
    'Work on an assignment: started, submitted, completed and more (Caliper 1.2, AssignableEvent).',
})
export class AssignableEventType extends CaliperEventType {}

@ObjectType('LtiEvent', {
  ...implementsBoth,
  description:
    'A launch of an LTI tool, or the return from it: Blackboard Learn’s LTIEvent and Caliper 1.2’s ToolLaunchEvent.',
})
export class LtiEventType extends CaliperEventType {}

@ObjectType('ContentEvent', {
  ...implementsBoth,
  description: 'A content item created, updated or deleted in Blackboard Learn.',
})
export class ContentEventType extends CaliperEventType {}

@ObjectType('GradeEvent', {
  ...implementsBoth,
  description: 'An attempt graded (Caliper 1.2, GradeEvent; before 1.2 OutcomeEvent).',
})
export class GradeEventType extends CaliperEventType {}

@ObjectType('OtherCaliperEvent', {
  ...implementsBoth,
  description: 'Any other Caliper event; `object`, `target` and `generated` hold what it is about.',
})
export class OtherCaliperEventType extends CaliperEventType {}
