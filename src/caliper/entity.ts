import { isObject, type Json, type JsonObject } from '../kernel/json';
import { nodeId, nodeType, objectOf, textOf } from './node';

/** An entity of any dialect, seen lightly; everything that it says stands in `data`. */
export interface CaliperEntity {
  readonly id: string | null;
  /** The term: `Person`, whichever IRI was sent. */
  readonly type: string | null;
  readonly name: string | null;
  readonly extensions: JsonObject | null;
  /** The object as it was sent; null for a bare IRI. */
  readonly data: JsonObject | null;
}

/** An entity as an event has it: an object, or a bare IRI, of which only the id is known; else null. */
export function entityView(value: Json | undefined): CaliperEntity | null {
  if (typeof value === 'string') {
    return value === ''
      ? null
      : { id: value, type: null, name: null, extensions: null, data: null };
  }
  if (!isObject(value)) return null;
  return {
    id: nodeId(value),
    type: nodeType(value)?.term ?? null,
    name: textOf(value, 'name'),
    extensions: objectOf(value, 'extensions'),
    data: value,
  };
}

/** One property of a content item that changed. */
export interface PropertyChange {
  readonly name: string;
  readonly oldValue: Json;
  readonly newValue: Json;
}

/**
 * The changes that Blackboard's UpdatedContentProperties lists: a property is null where it did not
 * change, and `{oldValue, newValue}` where it did.
 */
export function propertyChanges(generated: Json | undefined): PropertyChange[] {
  if (!isObject(generated)) return [];
  const changes: PropertyChange[] = [];
  for (const [name, value] of Object.entries(generated)) {
    if (!isObject(value) || !('oldValue' in value || 'newValue' in value)) continue;
    changes.push({ name, oldValue: value.oldValue ?? null, newValue: value.newValue ?? null });
  }
  return changes;
}
