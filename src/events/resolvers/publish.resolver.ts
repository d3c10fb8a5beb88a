import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Resolver, Root } from 'type-graphql';
import { HubEventInput } from '../../hub/hub-event.input';
import { eventAsked, outcomeEventAsked } from '../event-selections';
import type { EventsContext } from '../events-context';
import type { IngestService } from '../ingest.service';
import type { PublishService } from '../publish.service';
import { type OutcomeView, receiptView, type ReceiptView } from '../receipt-view';
import type { ReplayService } from '../replay.service';
import type { StoredEvent } from '../stored-event';
import { EventType } from '../types/event.type';
import { EventOutcomeType, IngestReceiptType } from '../types/receipt.type';
import { HubEventType } from '../types/typed-events.type';

/** The doors by which events come in. */
@Resolver()
export class PublishResolver {
  constructor(
    private readonly ingest: IngestService,
    private readonly publish: PublishService,
    private readonly replay: ReplayService,
  ) {}

  @Mutation(() => IngestReceiptType, {
    description:
      'Publishes Learning Hub events: each is stored, a duplicate, or rejected by itself. An error means that none was taken in: TOO_MANY_EVENTS, OVERLOADED, UNAVAILABLE.',
  })
  async publishHubEvents(
    @Ctx() { principal }: EventsContext,
    @Arg('events', () => [HubEventInput], {
      validate: false,
      description: 'The events, at most 5,000.',
    })
    events: HubEventInput[],
  ): Promise<ReceiptView> {
    return receiptView(await this.ingest.publishHub(principal, events));
  }

  @Mutation(() => HubEventType, {
    description:
      'Publishes one Learning Hub event and answers it as stored; the same again answers the one that is stored. An event that breaks a rule is an error with its code, and the path of the first field at fault.',
  })
  publishHubEvent(
    @Ctx() { principal }: EventsContext,
    @Arg('event', () => HubEventInput, { validate: false, description: 'The event.' })
    event: HubEventInput,
    @Info() info: GraphQLResolveInfo,
  ): Promise<StoredEvent> {
    return this.publish.one(principal, event, eventAsked(info));
  }

  @Mutation(() => IngestReceiptType, {
    description:
      'Takes in Caliper: an envelope, an array of envelopes, an event or an array of events, of any version. What cannot be taken as an event goes to quarantine, and costs its neighbours nothing.',
  })
  async ingestCaliper(
    @Ctx() { principal }: EventsContext,
    @Arg('envelope', () => GraphQLJSON, {
      // JSON has no class to validate, and class-validator cannot look into a literal's objects.
      validate: false,
      description:
        'The body, JSON of at most 5,000 events and descriptions, each nested at most 30 levels.',
    })
    envelope: unknown,
  ): Promise<ReceiptView> {
    return receiptView(await this.ingest.ingestCaliper(principal, envelope));
  }

  @Mutation(() => IngestReceiptType, {
    description:
      'The same as ingestCaliper for the text of a body, which is kept byte for byte. Text that is not JSON goes to quarantine with the position where it ends to be.',
  })
  async ingestCaliperText(
    @Ctx() { principal }: EventsContext,
    @Arg('text', () => String, { description: 'The body’s text, at most 8 MB.' }) text: string,
  ): Promise<ReceiptView> {
    return receiptView(await this.ingest.ingestCaliperText(principal, text));
  }

  @Mutation(() => IngestReceiptType, {
    description:
      'Reads quarantined items again, as they are or repaired; one outcome for each event found in them. What is stored keeps the time at which it was first received. Replaying twice stores once.',
  })
  async replayQuarantine(
    @Ctx() { principal, reach }: EventsContext,
    @Arg('ids', () => [ID], {
      description:
        'The items, 1 to 500; NOT_FOUND when one is unknown, and then nothing is stored.',
    })
    ids: string[],
    @Arg('repairedText', () => String, {
      nullable: true,
      description: 'Read this text instead of what came; with one id only.',
    })
    repairedText?: string | null,
    @Arg('applySuggestion', () => Boolean, {
      nullable: true,
      description:
        'Apply the repair that the gateway suggests for each text. False when not given.',
    })
    applySuggestion?: boolean | null,
  ): Promise<ReceiptView> {
    const request = { ids, repairedText, applySuggestion };
    return receiptView(await this.replay.replay(principal, await reach(), request));
  }
}

/** The event of an outcome. */
@Resolver(() => EventOutcomeType)
export class EventOutcomeResolver {
  @FieldResolver(() => EventType, {
    nullable: true,
    description:
      'The event as stored, or the one that it repeats; null for a description, and for what was not stored.',
  })
  event(
    @Root() outcome: OutcomeView,
    @Ctx() { events }: EventsContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<StoredEvent | null> | null {
    return outcome.eventId === null ? null : events.sent(outcome.eventId, outcomeEventAsked(info));
  }
}
