import { FieldRule } from './field-rule';
import { findPublisherSystem, PUBLISHER_SYSTEMS } from './publisher-systems';

/** The rule that a text names a declared publisher system; silent where nothing came. */
export function DeclaredSystem(): PropertyDecorator {
  return FieldRule({
    code: 'UNKNOWN_SYSTEM',
    required: `one of ${PUBLISHER_SYSTEMS.map((system) => system.id).join(', ')}`,
    holds: (value) => !isSent(value) || findPublisherSystem(value) !== undefined,
  });
}

/** The rule that a text is a type of the system that the field `system` names; silent where that is unknown. */
export function TypeOfSystem(system: string): PropertyDecorator {
  return FieldRule({
    code: 'UNKNOWN_EVENT_TYPE',
    required: (event) => `one of ${typesOf(event[system])?.join(', ')}`,
    holds: (value, event) => !isSent(value) || (typesOf(event[system])?.includes(value) ?? true),
  });
}

function typesOf(systemId: unknown): readonly string[] | undefined {
  return findPublisherSystem(systemId)?.eventTypes.map((type) => type.id);
}

function isSent(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
