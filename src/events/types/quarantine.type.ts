import { IsOptional, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Fix, SuggestedRepair } from '../../caliper/repair';
import { connectionTypes } from '../../graphql/connection';
import { DateTime } from '../../graphql/date-time.scalar';
import { PersonalData } from '../../graphql/personal-data';
import { ProblemType } from '../../graphql/problem.type';
import { type Problem, withoutInput } from '../../kernel/problem';
import type { SqlTime } from '../../kernel/timestamp';
import type { QuarantineFilter } from '../quarantine.store';
import { EventSourceEnum } from './event.type';

@ObjectType('RepairFix', {
  description: 'One kind of change that a suggested repair makes to a text.',
})
export class RepairFixType implements Fix {
  @Field(() => String, {
    description:
      'Which: `MISSING_COMMA`, `TRAILING_COMMA`, `FOREIGN_WHITESPACE`, `SMART_QUOTE`, `RAW_CONTROL_CHARACTER`, `UNCLOSED`.',
  })
  code!: Fix['code'];

  @Field(() => String, { description: 'What was changed, and how often.' })
  message!: string;

  @Field(() => Int, { description: 'Line of the first change, from 1.' })
  line!: number;

  @Field(() => Int, { description: 'Column of the first change, from 1, in UTF-16 units.' })
  column!: number;

  @Field(() => Int, { description: 'Offset of the first change, from 0, in UTF-16 units.' })
  offset!: number;
}

@ObjectType('SuggestedRepair', {
  description:
    'How a text that is not JSON could be made so, without guessing at content. Nothing is applied without being asked.',
})
export class SuggestedRepairType implements SuggestedRepair {
  @Field(() => String, { description: 'The repaired text.' })
  text!: string;

  @Field(() => [RepairFixType], { description: 'What was changed, in the order of the text.' })
  fixes!: readonly RepairFixType[];
}

@ObjectType('QuarantinedItem', {
  description:
    'Something that arrived durably but could not be taken as an event. Sent again, it is the same item.',
})
export class QuarantinedItemType {
  @Field(() => ID, { description: 'Its id: the same for the same text from the same sensor.' })
  id!: string;

  @Field(() => EventSourceEnum, { description: 'The format that it should have had.' })
  source!: EventSourceEnum;

  @Field(() => ID, { description: 'The receipt of the call that first brought it.' })
  receiptId!: string;

  @Field(() => DateTime, { description: 'When it first came.' })
  receivedAt!: SqlTime;

  @Field(() => String, {
    nullable: true,
    description: 'The sensor of its envelope; null where none was readable.',
  })
  sensor!: string | null;

  @Field(() => String, {
    description: 'Code of the first problem: `MALFORMED_JSON`, `CONFLICT`, `INVALID_TIMESTAMP`.',
  })
  code!: string;

  @PersonalData({ instead: withoutInput })
  @Field(() => [ProblemType], {
    description: 'Everything that is wrong with it, with a path or a position.',
  })
  problems!: readonly Problem[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'When a replay took it in; null while it waits.',
  })
  resolvedAt!: SqlTime | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The receipt of that replay; null while it waits.',
  })
  resolvedReceiptId!: string | null;
}

const { ConnectionType } = connectionTypes(
  'Quarantine',
  () => QuarantinedItemType,
  'quarantined items',
);

/** A page of quarantined items. */
export const QuarantineConnection = ConnectionType;

@InputType('QuarantineFilter', {
  description: 'Which quarantined items: all that is given must hold.',
})
export class QuarantineFilterInput implements QuarantineFilter {
  @Field(() => EventSourceEnum, { nullable: true, description: 'Of this format.' })
  source?: EventSourceEnum | null;

  @IsOptional()
  @MaxLength(64)
  @Field(() => String, { nullable: true, description: 'Whose first problem has this code.' })
  code?: string | null;

  @IsOptional()
  @MaxLength(2048)
  @Field(() => String, { nullable: true, description: 'Sent by this sensor.' })
  sensor?: string | null;

  @Field(() => ID, { nullable: true, description: 'First brought by the call of this receipt.' })
  receiptId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Came at this instant or later.' })
  receivedFrom?: SqlTime | null;

  @Field(() => DateTime, { nullable: true, description: 'Came before this instant.' })
  receivedTo?: SqlTime | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: taken in by a replay since. False: still waiting.',
  })
  resolved?: boolean | null;
}
