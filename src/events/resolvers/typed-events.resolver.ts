import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { attemptView, scoreView } from '../../caliper/attempt';
import { type CaliperEntity, entityView, propertyChanges } from '../../caliper/entity';
import { factsOf } from '../../caliper/facts';
import { launchInfo, launchReturn } from '../../caliper/launch';
import { PersonEntity } from '../../directory/person.entity';
import type { PersonRow } from '../../directory/person.store';
import type { Maybe } from '../../directory/to-one';
import type { JsonObject } from '../../kernel/json';
import type { IdentifierRef } from '../../kernel/roster';
import type { EventsContext } from '../events-context';
import type { StoredEvent } from '../stored-event';
import { CaliperEntityType } from '../types/caliper-entity.type';
import {
  AssignableEventType,
  AttemptType,
  ContentEventType,
  GradeEventType,
  LtiEventType,
  LtiLaunchReturnType,
  LtiLaunchType,
  PropertyChangeType,
  ScoreType,
} from '../types/typed-events.type';

/** Reads something out of an event's text; null where the event does not say it. */
function read<T>(
  event: StoredEvent,
  { events }: EventsContext,
  view: (json: JsonObject) => T,
): Maybe<T> {
  return events.read(event, (body) => body && view(body.json));
}

@Resolver(() => AssignableEventType)
export class AssignableEventResolver {
  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description: 'The assignment. The same as `object`.',
  })
  assignable(@Root() event: StoredEvent, @Ctx() context: EventsContext): Maybe<CaliperEntity> {
    return read(event, context, (json) => entityView(json['object']));
  }

  @FieldResolver(() => AttemptType, {
    nullable: true,
    description: 'The attempt that it was part of; null where none was named.',
  })
  attempt(@Root() event: StoredEvent, @Ctx() context: EventsContext): Maybe<AttemptType> {
    return read(event, context, attemptView);
  }

  @FieldResolver(() => [PersonEntity], {
    description:
      'The members of the group that handed in together, for a group assignment; empty otherwise.',
  })
  async groupMembers(
    @Root() event: StoredEvent,
    @Ctx() context: EventsContext,
  ): Promise<PersonRow[]> {
    const members = await read(event, context, (json) => membersOf(json, event.sensor));
    const persons = await Promise.all((members ?? []).map((member) => firstKnown(member, context)));
    const known = persons.filter((person): person is PersonRow => person !== null);
    return [...new Map(known.map((person) => [person.id, person])).values()];
  }
}

/** The first identifier that the directory knows decides; all are asked for in one statement. */
async function firstKnown(
  identifiers: readonly IdentifierRef[],
  { directory }: EventsContext,
): Promise<PersonRow | null> {
  const found = await Promise.all(identifiers.map((one) => directory.personByIdentifier.load(one)));
  return found.find((person) => person !== null) ?? null;
}

function membersOf(value: JsonObject, sensor: string | null) {
  const envelope = { sensor, sendTime: null, dataVersion: null };
  const found = factsOf({ kind: 'EVENT', index: 0, path: '', envelope, value, text: '' });
  return 'facts' in found ? found.facts.groupMembers : [];
}

@Resolver(() => LtiEventType)
export class LtiEventResolver {
  @FieldResolver(() => LtiLaunchType, {
    nullable: true,
    description: 'The launch; null for a return.',
  })
  launch(@Root() event: StoredEvent, @Ctx() context: EventsContext): Maybe<LtiLaunchType> {
    return read(event, context, launchInfo);
  }

  @FieldResolver(() => LtiLaunchReturnType, {
    nullable: true,
    description: 'The return; null for a launch.',
  })
  launchReturn(
    @Root() event: StoredEvent,
    @Ctx() context: EventsContext,
  ): Maybe<LtiLaunchReturnType> {
    return read(event, context, launchReturn);
  }
}

@Resolver(() => ContentEventType)
export class ContentEventResolver {
  @FieldResolver(() => CaliperEntityType, {
    nullable: true,
    description: 'The content item. The same as `object`.',
  })
  content(@Root() event: StoredEvent, @Ctx() context: EventsContext): Maybe<CaliperEntity> {
    return read(event, context, (json) => entityView(json['object']));
  }

  @FieldResolver(() => [PropertyChangeType], {
    description:
      'The properties that changed, in the order they were sent; empty where none was listed.',
  })
  async changes(
    @Root() event: StoredEvent,
    @Ctx() context: EventsContext,
  ): Promise<PropertyChangeType[]> {
    return (await read(event, context, (json) => propertyChanges(json['generated']))) ?? [];
  }
}

@Resolver(() => GradeEventType)
export class GradeEventResolver {
  @FieldResolver(() => AttemptType, {
    nullable: true,
    description: 'The attempt that was graded; null where none was named.',
  })
  attempt(@Root() event: StoredEvent, @Ctx() context: EventsContext): Maybe<AttemptType> {
    return read(event, context, attemptView);
  }

  @FieldResolver(() => ScoreType, {
    nullable: true,
    description: 'The score that was given; null where none was.',
  })
  score(@Root() event: StoredEvent, @Ctx() context: EventsContext): Maybe<ScoreType> {
    return read(event, context, scoreView);
  }
}
