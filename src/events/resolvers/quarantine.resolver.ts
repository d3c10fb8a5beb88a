import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { suggestRepair } from '../../caliper/repair';
import { PersonalData } from '../../graphql/personal-data';
import { PageArgs } from '../../graphql/page.args';
import { type Connection, readPageArguments } from '../../kernel/page';
import { isOccurredPlace } from '../event-list.service';
import { redactionsIn } from '../../redaction/redactions-in';
import type { EventsContext } from '../events-context';
import { type QuarantinedRow, QUARANTINE_ORDER, type QuarantineStore } from '../quarantine.store';
import {
  QuarantineConnection,
  QuarantinedItemType,
  QuarantineFilterInput,
  SuggestedRepairType,
} from '../types/quarantine.type';

/** What is kept although it could not be taken as an event. */
@Resolver(() => QuarantinedItemType)
export class QuarantineResolver {
  constructor(private readonly store: QuarantineStore) {}

  @Query(() => QuarantineConnection, {
    description: 'What is in quarantine, the last that came first.',
  })
  quarantine(
    @Ctx() { reach, events }: EventsContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => QuarantineFilterInput, {
      nullable: true,
      description: 'Which items; all of them when nothing is given.',
    })
    filter?: QuarantineFilterInput | null,
  ): Promise<Connection<QuarantinedRow>> {
    return events.charged(page, async () => {
      const request = readPageArguments(page, QUARANTINE_ORDER, 2, isOccurredPlace);
      return this.store.page(await reach(), filter ?? {}, request);
    });
  }

  @PersonalData()
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The text as it came, byte for byte, but for the secrets that `redactions` tells of. Lines and columns are those of this text.',
  })
  rawText(
    @Root() { id }: QuarantinedRow,
    @Ctx() { events }: EventsContext,
  ): Promise<string | null> {
    return events.quarantined.load(id);
  }

  @FieldResolver(() => [String], {
    description:
      'Where secrets were taken out of the text before it was stored: JSON pointers (RFC 6901), at most 1,000; for text that is not JSON one empty pointer, if anything was. `[REDACTED]` stands in their place.',
  })
  async redactions(
    @Root() { id }: QuarantinedRow,
    @Ctx() { events }: EventsContext,
  ): Promise<readonly string[]> {
    const text = await events.quarantined.load(id);
    return text === null ? [] : redactionsIn(text);
  }

  @PersonalData()
  @FieldResolver(() => SuggestedRepairType, {
    nullable: true,
    description:
      'How its text could be made JSON; null when it is JSON already, or cannot be repaired without guessing. `replayQuarantine` applies it when asked to.',
  })
  async suggestedRepair(
    @Root() { id }: QuarantinedRow,
    @Ctx() { events }: EventsContext,
  ): Promise<SuggestedRepairType | null> {
    const text = await events.quarantined.load(id);
    return text === null ? null : suggestRepair(text);
  }
}
