import { GraphQLJSON } from 'graphql-scalars';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CourseEntity } from '../../directory/course.entity';
import type { CourseRow } from '../../directory/course.store';
import { MembershipEntity } from '../../directory/membership.entity';
import type { MembershipRow } from '../../directory/membership.store';
import { PersonEntity } from '../../directory/person.entity';
import type { PersonRow } from '../../directory/person.store';
import { readRoles } from '../../directory/roles-text';
import { type Maybe, toOne } from '../../directory/to-one';
import { PersonalData } from '../../graphql/personal-data';
import type { JsonObject } from '../../kernel/json';
import { redactionsIn } from '../../redaction/redactions-in';
import type { EventsContext } from '../events-context';
import type { StoredEvent } from '../stored-event';
import { EventType } from '../types/event.type';

/** What every event is joined to. */
@Resolver(() => EventType)
export class EventResolver {
  @FieldResolver(() => PersonEntity, {
    nullable: true,
    description:
      'Whom it is about: the actor, else the member, else the session’s user; for a hub event the person to whom the participant is linked. Null when nobody is known.',
  })
  person(@Root() event: StoredEvent, @Ctx() { directory }: EventsContext): Maybe<PersonRow> {
    return toOne(event.person, event.personId, directory.personById);
  }

  @FieldResolver(() => CourseEntity, {
    nullable: true,
    description:
      'Where it happened: the group where it is a course, else the course that the group or the membership belongs to. Null outside a course, and for hub events.',
  })
  course(@Root() event: StoredEvent, @Ctx() { directory }: EventsContext): Maybe<CourseRow> {
    return toOne(event.course, event.courseId, directory.courseById);
  }

  @FieldResolver(() => MembershipEntity, {
    nullable: true,
    description:
      'The membership that the event names, else the known one of that person in that course; null when there is none.',
  })
  membership(
    @Root() event: StoredEvent,
    @Ctx() { directory }: EventsContext,
  ): Maybe<MembershipRow> {
    return toOne(event.membership, event.membershipId, directory.membershipById);
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'The person’s roles in the course as they were at the event, such as `Learner`; they stay when the membership changes. Null when nothing was known.',
  })
  roles(@Root() event: StoredEvent): readonly string[] | null {
    return event.roles === null ? null : readRoles(event.roles);
  }

  @PersonalData()
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The text it came as, byte for byte, but for the secrets that `redactions` tells of.',
  })
  rawText(@Root() event: StoredEvent, @Ctx() { events }: EventsContext): Maybe<string> {
    return events.read(event, (body) => body && body.raw);
  }

  @FieldResolver(() => [String], {
    description:
      'Where secrets were taken out of the text before it was stored: JSON pointers (RFC 6901), in the order of the text, at most 1,000. `[REDACTED]` stands there, as the whole value or as a part of it. Empty where nothing was removed.',
  })
  redactions(
    @Root() event: StoredEvent,
    @Ctx() { events }: EventsContext,
  ): readonly string[] | Promise<readonly string[]> {
    return events.read(event, (body) => (body ? redactionsIn(body.raw) : []));
  }

  @PersonalData()
  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description:
      'What the text says, as JSON. Numbers beyond 2^53 lose digits here; `rawText` has them all.',
  })
  raw(@Root() event: StoredEvent, @Ctx() { events }: EventsContext): Maybe<JsonObject> {
    return events.read(event, (body) => body && body.json);
  }
}
