import { GraphQLJSON } from 'graphql-scalars';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { conformanceOf } from '../../caliper/conformance';
import { entityView } from '../../caliper/entity';
import { PersonalData } from '../../graphql/personal-data';
import { ProblemType } from '../../graphql/problem.type';
import type { Maybe } from '../../directory/to-one';
import { isObject, type JsonObject } from '../../kernel/json';
import { type Problem, withoutInput } from '../../kernel/problem';
import type { EventsContext } from '../events-context';
import type { StoredEvent } from '../stored-event';
import { CaliperEntityType } from '../types/caliper-entity.type';
import { CaliperEventType } from '../types/caliper-event.type';

type Entity = Maybe<CaliperEntityType>;

/** What a Caliper event says, read from its own text when somebody asks. */
@Resolver(() => CaliperEventType)
export class CaliperEventResolver {
  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description: 'Who acted (Caliper 1.2, Event).',
  })
  actor(@Root() event: StoredEvent, @Ctx() context: EventsContext): Entity {
    return entityOf(event, context, 'actor');
  }

  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description: 'What it was done to (Caliper 1.2, Event).',
  })
  object(@Root() event: StoredEvent, @Ctx() context: EventsContext): Entity {
    return entityOf(event, context, 'object');
  }

  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description:
      'The part of the object, or the place, that it was about; null where nothing was said.',
  })
  target(@Root() event: StoredEvent, @Ctx() context: EventsContext): Entity {
    return entityOf(event, context, 'target');
  }

  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description:
      'What came into being by it: an attempt, a score, a response; null where nothing did.',
  })
  generated(@Root() event: StoredEvent, @Ctx() context: EventsContext): Entity {
    return entityOf(event, context, 'generated');
  }

  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description: 'The application in which it happened; null where nothing was said.',
  })
  edApp(@Root() event: StoredEvent, @Ctx() context: EventsContext): Entity {
    return entityOf(event, context, 'edApp');
  }

  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description:
      'The course, section or group in which it happened, as sent; null where nothing was said.',
  })
  group(@Root() event: StoredEvent, @Ctx() context: EventsContext): Entity {
    return entityOf(event, context, 'group');
  }

  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description: 'The user’s session; null where nothing was said.',
  })
  session(@Root() event: StoredEvent, @Ctx() context: EventsContext): Entity {
    return entityOf(event, context, 'session');
  }

  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description: 'The LTI session in which it happened; null where nothing was said.',
  })
  federatedSession(@Root() event: StoredEvent, @Ctx() context: EventsContext): Entity {
    return entityOf(event, context, 'federatedSession');
  }

  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description: 'Where the actor came from; null where nothing was said.',
  })
  referrer(@Root() event: StoredEvent, @Ctx() context: EventsContext): Entity {
    return entityOf(event, context, 'referrer');
  }

  @PersonalData()
  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description: 'The event’s extensions as sent, a JSON object; null where it has none.',
  })
  extensions(@Root() event: StoredEvent, @Ctx() { events }: EventsContext): Maybe<JsonObject> {
    return events.read(event, (body) => {
      const extensions = body?.json['extensions'];
      return isObject(extensions) ? extensions : null;
    });
  }

  @PersonalData({ instead: withoutInput })
  @FieldResolver(() => [ProblemType], {
    description:
      'What it does otherwise than the standard asks, errors first; paths are from the event. Found when asked, by the rules of the running gateway; empty for a conformant event.',
  })
  conformance(
    @Root() event: StoredEvent,
    @Ctx() { events }: EventsContext,
  ): Problem[] | Promise<Problem[]> {
    const envelope = { sensor: event.sensor, sendTime: null, dataVersion: null };
    return events.read(event, (body) => (body ? conformanceOf(body.json, { envelope }) : []));
  }
}

function entityOf(event: StoredEvent, { events }: EventsContext, name: string): Entity {
  return events.read(event, (body) => body && entityView(body.json[name]));
}
