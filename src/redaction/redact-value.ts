import { isObject, type Json, type JsonObject } from '../kernel/json';
import { MARKER } from './marker';
import { DEEPEST_PATH, type JsonPath } from './path-rules';
import { redactString } from './redact-string';
import type { Rules } from './rules';

/** An array or object whose values are still to be looked at; its path only where paths are rules. */
interface Place {
  readonly node: Json[] | JsonObject;
  readonly path: JsonPath | null;
}

/**
 * Puts the marker in the place of each secret of a parsed value, **in the value itself**: what came in with a
 * request belongs to nobody else. Says the same as `redactJson` of its text. No recursion.
 * @returns the value, or another where the value itself is a text.
 */
export function redactValue(value: Json, rules: Rules): Json {
  const root: [Json] = [value];
  const places: Place[] = [];
  const look = (place: Place, key: string | number, path: JsonPath | null) => {
    const { node } = place;
    const old = (node as JsonObject)[key] as Json;
    const isSecret =
      (typeof key === 'string' && rules.members.match(key)) ||
      (path !== null && rules.paths.match(path));
    if (isSecret) {
      if (!isEmpty(old)) put(node, key, MARKER);
    } else if (typeof old === 'string') {
      const redacted = redactString(old, rules);
      if (redacted !== old) put(node, key, redacted);
    } else if (typeof old === 'object' && old !== null) places.push({ node: old, path });
  };
  look({ node: root, path: null }, 0, rules.paths.none ? null : []);
  for (let place = places.pop(); place; place = places.pop()) {
    const { node, path } = place;
    if (Array.isArray(node)) {
      for (let at = 0; at < node.length; at++) look(place, at, below(path, at));
    } else for (const key in node) look(place, key, below(path, key));
  }
  return root[0];
}

/** The path of what is inside; not where paths are no rules, or none of them goes so deep. */
function below(path: JsonPath | null, key: string | number): JsonPath | null {
  return path === null || path.length >= DEEPEST_PATH ? null : [...path, key];
}

/** Also where the key is `__proto__`. */
function put(node: Json[] | JsonObject, key: string | number, value: string): void {
  Object.defineProperty(node, key, { value, enumerable: true, configurable: true, writable: true });
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
