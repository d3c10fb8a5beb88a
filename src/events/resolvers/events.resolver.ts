import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { ConformanceReport } from '../../caliper/conformance-report';
import { validateBody, validateText } from '../../caliper/validate-body';
import { parseEventId } from '../../hub/hub-event-id';
import { isId } from '../../kernel/id';
import type { Connection } from '../../kernel/page';
import type { ActivityRow, ActivityStore } from '../activity.store';
import type { EventListService } from '../event-list.service';
import { eventAsked, eventsAsked } from '../event-selections';
import type { EventsContext } from '../events-context';
import { receiptView, type ReceiptView } from '../receipt-view';
import type { ReceiptStore } from '../receipt.store';
import type { StoredEvent } from '../stored-event';
import { ActivityBucketType, ActivityDimensionEnum, TimeBucket } from '../types/activity.type';
import { ConformanceReportType } from '../types/conformance.type';
import { EventConnection } from '../types/event-connection.type';
import { EventFilterInput, EventListArgs } from '../types/event-list.args';
import { EventType } from '../types/event.type';
import { IngestReceiptType } from '../types/receipt.type';
import { HubEventType } from '../types/typed-events.type';

/** What can be asked of events at the root. */
@Resolver()
export class EventsResolver {
  constructor(
    private readonly lists: EventListService,
    private readonly activities: ActivityStore,
    private readonly receipts: ReceiptStore,
  ) {}

  @Query(() => EventType, {
    nullable: true,
    description: 'An event by its id; null when there is none.',
  })
  event(
    @Ctx() { events }: EventsContext,
    @Arg('id', () => ID, { description: 'The id that the gateway gave it.' }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<StoredEvent | null> | null {
    return isId(id) ? events.byId(id, eventAsked(info)) : null;
  }

  @Query(() => HubEventType, {
    nullable: true,
    description: 'A hub event by its event id; null when there is none.',
  })
  async hubEvent(
    @Ctx() { events }: EventsContext,
    @Arg('eventId', () => String, { description: '`{ProgramId}-{UUID}`, as the hub gave it.' })
    eventId: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<StoredEvent | null> {
    const parts = parseEventId(eventId);
    const event = parts ? await events.byId(parts.id, eventAsked(info)) : null;
    return event?.publisherProgramId === parts?.programId ? event : null;
  }

  @Query(() => EventConnection, { description: 'The tenant’s events, a page at a time.' })
  events(
    @Ctx() { reach, events }: EventsContext,
    @Args(() => EventListArgs) args: EventListArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<StoredEvent>> {
    return events.charged(args, async () =>
      this.lists.list(await reach(), args, eventsAsked(info)),
    );
  }

  @Query(() => [ActivityBucketType], {
    description:
      'How much happened: events and different persons, per span of time and whatever `groupBy` names, the earliest first; spans without events are left out. At most 10,000 buckets, else TOO_MANY_BUCKETS.',
  })
  async activity(
    @Ctx() { reach }: EventsContext,
    @Arg('filter', () => EventFilterInput, { description: 'Which events.' })
    filter: EventFilterInput,
    @Arg('bucket', () => TimeBucket, { description: 'The span of time.' }) bucket: TimeBucket,
    @Arg('groupBy', () => [ActivityDimensionEnum], {
      nullable: true,
      description: 'What to tell apart within a span; nothing when not given.',
    })
    groupBy?: ActivityDimensionEnum[] | null,
  ): Promise<ActivityRow[]> {
    return this.activities.count(await reach(), { filter, bucket, groupBy: groupBy ?? [] });
  }

  @Query(() => IngestReceiptType, {
    nullable: true,
    description: 'A receipt by its id; null when there is none.',
  })
  async receipt(
    @Ctx() { reach }: EventsContext,
    @Arg('id', () => ID, { description: 'The id that the mutation answered.' }) id: string,
  ): Promise<ReceiptView | null> {
    const receipt = isId(id) ? await this.receipts.byId(await reach(), id) : null;
    return receipt && receiptView(receipt);
  }

  @Query(() => ConformanceReportType, {
    description: 'A dry run: every issue of a Caliper body, and nothing stored.',
  })
  validateCaliper(
    @Arg('envelope', () => GraphQLJSON, {
      // JSON has no class to validate, and class-validator cannot look into a literal's objects.
      validate: false,
      description: 'The body: an envelope, an event, a described entity, or an array of them.',
    })
    envelope: unknown,
  ): ConformanceReport {
    return validateBody(envelope);
  }

  @Query(() => ConformanceReportType, {
    description:
      'The same for the text of a body: text that is not JSON is an issue with its position, and what only the text shows is looked at too, such as an integer written `2.0`.',
  })
  validateCaliperText(
    @Arg('text', () => String, { description: 'The body’s text, at most 8 MB.' }) text: string,
  ): ConformanceReport {
    return validateText(text);
  }
}
