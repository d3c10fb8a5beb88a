import { type GraphQLResolveInfo, OperationTypeNode } from 'graphql';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../graphql/date-time.scalar';
import { PersonalData } from '../../graphql/personal-data';
import { ProblemType } from '../../graphql/problem.type';
import { type Problem, withoutInput } from '../../kernel/problem';
import type { SqlTime } from '../../kernel/timestamp';
import { EventSourceEnum } from './event.type';

/** The values of EventOutcome.status. */
export enum OutcomeStatus {
  STORED = 'STORED',
  DUPLICATE = 'DUPLICATE',
  QUARANTINED = 'QUARANTINED',
  REJECTED = 'REJECTED',
}

registerEnumType(OutcomeStatus, {
  name: 'OutcomeStatus',
  description: 'How one item of a call ended.',
  valuesConfig: {
    STORED: { description: 'It is stored, and was not before.' },
    DUPLICATE: { description: 'The same was stored before; nothing changed.' },
    QUARANTINED: { description: 'It is kept with its problems, and can be repaired and replayed.' },
    REJECTED: {
      description: 'It was not taken in; the publisher should mend it and send it again.',
    },
  },
});

/** Who sends something is told what is wrong with it, in its own words. */
function isAnswerToSender(_outcome: unknown, { operation }: GraphQLResolveInfo): boolean {
  return operation.operation === OperationTypeNode.MUTATION;
}

@ObjectType('EventOutcome', { description: 'How one item of a call ended.' })
export class EventOutcomeType {
  @Field(() => Int, { description: 'Its place in the call, from 0.' })
  index!: number;

  @Field(() => OutcomeStatus, { description: 'How it ended.' })
  status!: OutcomeStatus;

  @Field(() => ID, {
    nullable: true,
    description: 'Where it is in quarantine; null when it is not.',
  })
  quarantineId!: string | null;

  @PersonalData({ instead: withoutInput, unless: isAnswerToSender })
  @Field(() => [ProblemType], { description: 'Why it was not stored; empty when it was.' })
  problems!: readonly Problem[];
}

@ObjectType('IngestReceipt', {
  description:
    'What one publish or ingest call came to, after its commit: received = stored + duplicates + quarantined + rejected.',
})
export class IngestReceiptType {
  @Field(() => ID, { description: 'Its id; the receipt can be asked for again.' })
  id!: string;

  @Field(() => EventSourceEnum, { description: 'The format of the call.' })
  source!: EventSourceEnum;

  @Field(() => DateTime, { description: 'When the call was received.' })
  receivedAt!: SqlTime;

  @Field(() => Int, {
    description: 'Items in the call: events, and entities that were described apart.',
  })
  received!: number;

  @Field(() => Int, { description: 'Items that are new and stored.' })
  stored!: number;

  @Field(() => Int, { description: 'Items that had been stored before.' })
  duplicates!: number;

  @Field(() => Int, { description: 'Items that went to quarantine.' })
  quarantined!: number;

  @Field(() => Int, { description: 'Items that were rejected.' })
  rejected!: number;

  @Field(() => [EventOutcomeType], { description: 'One for each item, in the order of the call.' })
  outcomes!: readonly EventOutcomeType[];
}
