import { excessOf, isObject, type JsonBounds, MAX_JSON_DEPTH, saidOfExcess } from '../kernel/json';
import { allOf, FieldRule } from './field-rule';

/**
 * Rules of a required JSON object of at most MAX_JSON_DEPTH levels, `maxValues` members and elements, and
 * `maxBytes` bytes of JSON text.
 */
export function DataField(maxBytes: number, maxValues: number): PropertyDecorator {
  const bounds: JsonBounds = { depth: MAX_JSON_DEPTH, values: maxValues };
  const deep = saidOfExcess('DEPTH', bounds);
  return allOf(
    FieldRule({
      code: 'REQUIRED',
      required: 'a JSON object',
      holds: (value) => value !== undefined && value !== null,
    }),
    FieldRule({
      code: 'NOT_AN_OBJECT',
      required: 'a JSON object',
      holds: (value) => value === undefined || value === null || isObject(value),
    }),
    FieldRule({
      code: 'TOO_DEEP',
      required: `${deep.required} deep`,
      holds: (value) => excessOf(value, bounds) !== 'DEPTH',
      came: () => 'an object that nests deeper',
    }),
    FieldRule({
      code: 'TOO_LARGE',
      required: `at most ${maxBytes} bytes of JSON, and ${maxValues} members and elements`,
      holds: (value) => !isObject(value) || sizeProblem(value, bounds, maxBytes) === null,
      came: (value) => sizeProblem(value, bounds, maxBytes) ?? 'less',
    }),
  );
}

/** What is too large of an object; null where nothing is, and where it nests too deep to be measured. */
function sizeProblem(value: unknown, bounds: JsonBounds, maxBytes: number): string | null {
  const excess = excessOf(value, bounds);
  // JSON.stringify overflows the stack on what nests thousands of levels.
  if (excess === 'DEPTH') return null;
  if (excess) return saidOfExcess(excess, bounds).came;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > maxBytes ? `${bytes} bytes` : null;
}
