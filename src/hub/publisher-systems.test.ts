import { HUB_LIMITS } from './hub-limits';
import { findPublisherSystem, PUBLISHER_SYSTEMS } from './publisher-systems';

it.each(PUBLISHER_SYSTEMS)('the declaration of $id fits what a publisher may send', (system) => {
  expect(system.id.length).toBeLessThanOrEqual(HUB_LIMITS.publisherSystemId);
  const ids = system.eventTypes.map((type) => type.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const type of system.eventTypes) {
    expect(type.id.length).toBeLessThanOrEqual(HUB_LIMITS.eventType);
    expect(type.example).toMatch(/^\S.+\.$/);
  }
});

it('declares each system once', () => {
  expect(new Set(PUBLISHER_SYSTEMS.map((system) => system.id)).size).toBe(PUBLISHER_SYSTEMS.length);
});

it('finds LearningBuilder with its eight types, and nothing that was not declared', () => {
  expect(findPublisherSystem('LB')?.eventTypes).toHaveLength(8);
  for (const id of ['lb', 'LB ', '', 'constructor', null]) {
    expect(findPublisherSystem(id)).toBeUndefined();
  }
});
