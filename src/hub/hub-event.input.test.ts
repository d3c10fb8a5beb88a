import { type GraphQLInputObjectType, graphql, isNullableType } from 'graphql';
import { Arg, buildSchemaSync, Query, Resolver } from 'type-graphql';
import { HubEventInput } from './hub-event.input';
import { readHubEvent } from './hub-event';

@Resolver()
class Probe {
  @Query(() => [String])
  read(
    @Arg('events', () => [HubEventInput], { validate: false }) events: HubEventInput[],
  ): string[] {
    return events.map((event) => {
      const read = readHubEvent(event);
      return 'event' in read ? read.event.text : read.problems.map((p) => p.code).join();
    });
  }
}

const schema = buildSchemaSync({ resolvers: [Probe], validate: true });
const input = schema.getType('HubEventInput') as GraphQLInputObjectType;
const fields = Object.values(input.getFields());

it.each(fields)('$name is nullable, and its description says whether it is required', (field) => {
  expect(isNullableType(field.type)).toBe(true);
  expect(field.description).toMatch(/^(Required|Optional)\. .* Example: .+\.$/s);
});

it('has the publisher’s eight fields and none that the hub assigns', () => {
  expect(fields.map((field) => field.name).sort()).toEqual([
    'eventEndUtc',
    'eventStartUtc',
    'eventType',
    'publisherEventData',
    'publisherEventId',
    'publisherParticipantId',
    'publisherProgramId',
    'publisherSystemId',
  ]);
});

it('lets a bad event reach the rules without costing its neighbours', async () => {
  const good = {
    publisherProgramId: 'P',
    publisherSystemId: 'LB',
    eventType: 'AI_STARTED',
    publisherEventId: 'AI:1',
    publisherParticipantId: 'ada',
    publisherEventData: { hours: 1 },
    eventStartUtc: '2026-03-02T09:30:00Z',
  };
  const result = await graphql({
    schema,
    source: 'query ($events: [HubEventInput!]!) { read(events: $events) }',
    variableValues: { events: [good, {}, good] },
  });
  expect(result.errors).toBeUndefined();
  const read = result.data?.read as string[];
  expect([JSON.parse(read[0] as string), read[2]]).toEqual([good, read[0]]);
  expect(read[1]).toContain('REQUIRED');
});

it('reads data that stands in the query itself as it reads a variable', async () => {
  const source = `{ read(events: [{
    publisherProgramId: "P", publisherSystemId: "LB", eventType: "AI_STARTED", publisherEventId: "AI:1",
    publisherParticipantId: "ada", publisherEventData: { hours: 1.5, tags: ["a"] },
    eventStartUtc: "2026-03-02T09:30:00Z" }]) }`;
  const result = await graphql({ schema, source });
  expect(JSON.stringify(result.data)).toContain('hours');
});
