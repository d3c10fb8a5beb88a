import { ArgsType, Field, Int } from 'type-graphql';
import type { PageArguments } from '../kernel/page';

/** The arguments of every connection; checked by `readPageArguments`, which names the one at fault. */
@ArgsType()
export class PageArgs implements PageArguments {
  @Field(() => Int, {
    nullable: true,
    description:
      'How many from the start of the list, or after `after`: 0 to 500, 20 when neither `first` nor `last` is given. Not together with `last`.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what follows this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many from the end of the list, or before `before`: 0 to 500; answered in the order of the list.',
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what precedes this cursor.' })
  before?: string | null;
}
