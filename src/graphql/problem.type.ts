import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Problem, Severity } from '../kernel/problem';

/** The values of Problem.severity. */
export enum ProblemSeverity {
  ERROR = 'ERROR',
  WARNING = 'WARNING',
  INFO = 'INFO',
}

registerEnumType(ProblemSeverity, {
  name: 'ProblemSeverity',
  description: 'How much a problem matters.',
  valuesConfig: {
    ERROR: { description: 'It makes its subject wrong.' },
    WARNING: { description: 'It is doubtful, and was taken as it came.' },
    INFO: { description: 'It is worth knowing.' },
  },
});

@ObjectType('Problem', { description: 'One thing that is wrong with something that was sent.' })
export class ProblemType implements Problem {
  @Field(() => String, {
    description: 'Stable and upper-case, for programs: `REQUIRED`, `TOO_LONG`, `CONFLICT`.',
  })
  code!: string;

  @Field(() => String, {
    description:
      'One sentence: what was required and what came. Shows at most 200 characters of input.',
  })
  message!: string;

  @Field(() => String, {
    description:
      'JSON pointer (RFC 6901) to the place, from the root of what was sent, or of the event.',
  })
  path!: string;

  @Field(() => ProblemSeverity, { description: 'How much it matters.' })
  severity!: Severity;

  @Field(() => String, { nullable: true, description: 'What was required, in a few words.' })
  required?: string;

  @Field(() => String, { nullable: true, description: 'What came, at most 200 characters.' })
  came?: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Line of the place in the text, from 1; only for text that could not be read.',
  })
  line?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Column in that line, from 1, in UTF-16 units.',
  })
  column?: number;

  @Field(() => Int, { nullable: true, description: 'Offset in the text, from 0, in UTF-16 units.' })
  offset?: number;
}
