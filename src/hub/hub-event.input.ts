import { GraphQLJSON } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';
import { MAX_JSON_DEPTH } from '../kernel/json';
import { DataField } from './data-field';
import { HUB_LIMITS } from './hub-limits';
import { PUBLISHER_SYSTEMS } from './publisher-systems';
import { DeclaredSystem, TypeOfSystem } from './system-fields';
import { TextField } from './text-field';
import { NotBefore, RequiredInstant, UtcField } from './utc-field';

const systems = PUBLISHER_SYSTEMS.map((system) => `${system.id} (${system.name})`).join(', ');
const types = PUBLISHER_SYSTEMS.map(
  (system) => `For ${system.id}: ${system.eventTypes.map((type) => type.id).join(', ')}.`,
).join(' ');

/**
 * One Learning Hub event as a publisher sends it. Every field is nullable and as wide as GraphQL
 * allows, so that GraphQL refuses no whole request over one bad event: readHubEvent runs the rules
 * below on each event by itself. The same must hold for TypeGraphQL's own validation: an argument of
 * this type says `validate: false`.
 */
@InputType({
  description: `A Learning Hub event to publish. What is said to be required is checked event by event: one that breaks a rule is rejected with its problems, and its neighbours are taken in. The hub itself assigns eventId and createdUtc. An event sent again (same program, system, publisher event id, event type and start) is a duplicate when its content is the same, and a conflict when it is not.`,
})
export class HubEventInput {
  @TextField(HUB_LIMITS.publisherProgramId)
  @Field(() => String, {
    nullable: true,
    description: `Required. The program that owns the event: 1 to ${HUB_LIMITS.publisherProgramId} characters, kept as sent. The API key must have access to it. Example: "CardioCert".`,
  })
  publisherProgramId?: string | null;

  @DeclaredSystem()
  @TextField(HUB_LIMITS.publisherSystemId)
  @Field(() => String, {
    nullable: true,
    description: `Required. The type of system that publishes: 1 to ${HUB_LIMITS.publisherSystemId} characters, one of ${systems}. Example: "LB".`,
  })
  publisherSystemId?: string | null;

  @TypeOfSystem('publisherSystemId')
  @TextField(HUB_LIMITS.eventType)
  @Field(() => String, {
    nullable: true,
    description: `Required. What happened: 1 to ${HUB_LIMITS.eventType} characters, one of the types of the publisher's system. ${types} Example: "AI_COMP_SUCCESS".`,
  })
  eventType?: string | null;

  @TextField(HUB_LIMITS.publisherEventId)
  @Field(() => String, {
    nullable: true,
    description: `Required. What names the event in the publisher's system: 1 to ${HUB_LIMITS.publisherEventId} characters, kept as sent and compared byte for byte. Example: "AI:1234".`,
  })
  publisherEventId?: string | null;

  @TextField(HUB_LIMITS.publisherParticipantId)
  @Field(() => String, {
    nullable: true,
    description: `Required. The person, organisation or other entity that the event is about, as the publisher's system names it: 1 to ${HUB_LIMITS.publisherParticipantId} characters, kept as sent. Example: "ada@example.edu".`,
  })
  publisherParticipantId?: string | null;

  @DataField(HUB_LIMITS.publisherEventDataBytes, HUB_LIMITS.publisherEventDataValues)
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: `Required. The event as the publisher's system sees it: any JSON object of at most ${MAX_JSON_DEPTH} levels, ${HUB_LIMITS.publisherEventDataValues} members and elements, and ${HUB_LIMITS.publisherEventDataBytes} bytes of JSON text. Example: {"activity": "Infection control", "hours": 1.5}.`,
  })
  publisherEventData?: unknown;

  @RequiredInstant()
  @UtcField()
  @Field(() => String, {
    nullable: true,
    description: `Required. When the event happened or began: ISO 8601, in UTC (ends in Z or a zero offset); finer than a millisecond is cut off. Example: "2026-03-02T09:30:00.000Z".`,
  })
  eventStartUtc?: string | null;

  @UtcField()
  @NotBefore('eventStartUtc')
  @Field(() => String, {
    nullable: true,
    description: `Optional. When the event ended: ISO 8601, in UTC (ends in Z or a zero offset), not before eventStartUtc. Example: "2026-03-02T11:00:00.000Z".`,
  })
  eventEndUtc?: string | null;
}
