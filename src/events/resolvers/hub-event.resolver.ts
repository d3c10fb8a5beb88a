import { GraphQLJSON } from 'graphql-scalars';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { DateTime } from '../../graphql/date-time.scalar';
import { PersonalData } from '../../graphql/personal-data';
import { eventIdOf } from '../../hub/hub-event-id';
import type { Json } from '../../kernel/json';
import type { SqlTime } from '../../kernel/timestamp';
import type { EventsContext } from '../events-context';
import type { StoredEvent } from '../stored-event';
import { HubEventType } from '../types/typed-events.type';

/** The fields of the Learning Hub's own record. */
@Resolver(() => HubEventType)
export class HubEventResolver {
  @FieldResolver(() => String, { description: '`{ProgramId}-{UUID}`, given by the hub.' })
  eventId(@Root() event: StoredEvent): string {
    return eventIdOf(event.publisherProgramId ?? '', event.id);
  }

  @FieldResolver(() => String, {
    description: 'The publisher’s type of event: `AI_COMP_SUCCESS`. The same as `type`.',
  })
  eventType(@Root() event: StoredEvent): string {
    return event.type;
  }

  @PersonalData()
  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description: 'The program’s own representation of the event, the JSON object that it sent.',
  })
  publisherEventData(
    @Root() event: StoredEvent,
    @Ctx() { events }: EventsContext,
  ): Json | Promise<Json> {
    return events.read(
      event,
      (body) => body?.json['publisherEventData'] ?? body?.json['PublisherEventData'] ?? null,
    );
  }

  @FieldResolver(() => DateTime, { description: 'When it started. The same as `occurredAt`.' })
  eventStartUtc(@Root() event: StoredEvent): SqlTime {
    return event.occurredAt;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When it ended; null when that was not said. The same as `endedAt`.',
  })
  eventEndUtc(@Root() event: StoredEvent): SqlTime | null {
    return event.endedAt;
  }

  @FieldResolver(() => DateTime, {
    description: 'When the hub made this record. The same as `receivedAt`.',
  })
  createdUtc(@Root() event: StoredEvent): SqlTime {
    return event.receivedAt;
  }
}
