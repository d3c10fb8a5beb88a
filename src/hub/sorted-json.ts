import { isObject, type Json } from '../kernel/json';

/**
 * JSON text that is the same for the same value, whatever order its keys came in. For values of bounded
 * depth: it recurses.
 */
export function sortedJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${sortedJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}
