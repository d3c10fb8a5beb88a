import { Field, ID, InterfaceType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../graphql/date-time.scalar';
import type { SqlTime } from '../../kernel/timestamp';
import { graphqlTypeOf } from '../event-kinds';
import type { StoredEvent } from '../stored-event';

/** The values of Event.source. */
export enum EventSourceEnum {
  HUB = 'HUB',
  CALIPER = 'CALIPER',
}

registerEnumType(EventSourceEnum, {
  name: 'EventSource',
  description: 'The format in which an event came.',
  valuesConfig: {
    HUB: { description: 'A Learning Hub event of a publisher’s program.' },
    CALIPER: { description: 'A 1EdTech Caliper event, of any version.' },
  },
});

/** What every event has; its person, course, membership and text are resolved in event.resolver.ts. */
@InterfaceType('Event', {
  description:
    'One thing that happened: a hub event or a Caliper event. Never changed once stored.',
  resolveType: (event: StoredEvent) => graphqlTypeOf(event),
})
export abstract class EventType {
  @Field(() => ID, {
    description:
      'Given by the gateway: a UUIDv7 in lower case, the same for every copy that is sent.',
  })
  id!: string;

  @Field(() => EventSourceEnum, { description: 'The format in which it came.' })
  source!: EventSourceEnum;

  @Field(() => String, {
    description:
      'What kind of event: the term without its vocabulary (`AssignableEvent`, `LTIEvent`), or the hub’s event type (`AI_COMP_SUCCESS`).',
  })
  type!: string;

  @Field(() => String, {
    description:
      'Whose term `type` is: `CALIPER`, `BLACKBOARD`, the IRI of another vocabulary, or the publisher’s system (`LB`). Blackboard’s ForumEvent is not Caliper’s.',
  })
  typeNamespace!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What was done, the term as sent without its vocabulary: `Submitted`, `LTILaunch`. Null for hub events.',
  })
  action!: string | null;

  @Field(() => DateTime, {
    description: 'When it happened, or began: Caliper’s eventTime, the hub’s EventStartUtc.',
  })
  occurredAt!: SqlTime;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it ended; null for an instant, and when nothing was said.',
  })
  endedAt!: SqlTime | null;

  @Field(() => DateTime, { description: 'When the gateway received it.' })
  receivedAt!: SqlTime;
}
