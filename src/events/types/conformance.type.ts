import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ConformanceItem, ConformanceReport } from '../../caliper/conformance-report';
import { ProblemType } from '../../graphql/problem.type';
import type { Problem } from '../../kernel/problem';
import { CaliperDialect } from './caliper-event.type';

/** The values of ConformanceItem.kind. */
export enum CaliperItemKind {
  EVENT = 'EVENT',
  ENTITY = 'ENTITY',
}

registerEnumType(CaliperItemKind, {
  name: 'CaliperItemKind',
  description: 'What an item of a Caliper body was taken for.',
  valuesConfig: {
    EVENT: { description: 'An event.' },
    ENTITY: {
      description: 'An entity that is described apart, so that events can name it by its IRI.',
    },
  },
});

@ObjectType('ConformanceItem', { description: 'What one item of a body was taken for.' })
export class ConformanceItemType implements ConformanceItem {
  @Field(() => String, { description: 'JSON pointer (RFC 6901) of the item in the body.' })
  path!: string;

  @Field(() => CaliperItemKind, { description: 'Event or entity.' })
  kind!: CaliperItemKind;

  @Field(() => String, {
    nullable: true,
    description: 'Its type as sent; null where there was none.',
  })
  type!: string | null;

  @Field(() => CaliperDialect, { description: 'The version by whose rules it was judged.' })
  dialect!: CaliperDialect;

  @Field(() => Boolean, { description: 'Whether it has no issue of severity ERROR of its own.' })
  conformant!: boolean;
}

@ObjectType('ConformanceReport', {
  description: 'What a dry run of a Caliper body found. Nothing is stored.',
})
export class ConformanceReportType implements Omit<ConformanceReport, 'items'> {
  @Field(() => Boolean, { description: 'Whether there is no issue of severity ERROR.' })
  conformant!: boolean;

  @Field(() => Int, { description: 'Envelopes in the body.' })
  envelopes!: number;

  @Field(() => Int, { description: 'Events in the body.' })
  events!: number;

  @Field(() => Int, { description: 'Entities described apart in the body.' })
  entities!: number;

  @Field(() => Int, {
    description:
      'Issues of severity ERROR that were found, also those past the 1,000 that are listed.',
  })
  errors!: number;

  @Field(() => Int, { description: 'Issues of severity WARNING that were found.' })
  warnings!: number;

  @Field(() => Int, { description: 'Issues of severity INFO that were found.' })
  infos!: number;

  @Field(() => [ConformanceItemType], {
    description: 'One for each event and entity, in the order of the body.',
  })
  items!: ConformanceItemType[];

  @Field(() => [ProblemType], {
    description:
      'The issues, at most 1,000: errors first, each with a JSON pointer from the root of the body.',
  })
  issues!: Problem[];

  @Field(() => Boolean, { description: 'Whether more issues were found than are listed.' })
  truncated!: boolean;
}
