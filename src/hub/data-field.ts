import { deeperThan, isObject, MAX_JSON_DEPTH } from '../kernel/json';
import { allOf, FieldRule } from './field-rule';

/** Rules of a required JSON object of at most MAX_JSON_DEPTH levels and `maxBytes` bytes of JSON text. */
export function DataField(maxBytes: number): PropertyDecorator {
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
      required: `at most ${MAX_JSON_DEPTH} levels deep`,
      holds: (value) => !deeperThan(value, MAX_JSON_DEPTH),
      came: () => 'an object that nests deeper',
    }),
    FieldRule({
      code: 'TOO_LARGE',
      required: `at most ${maxBytes} bytes of JSON`,
      holds: (value) => !isObject(value) || !isMeasurable(value) || bytesOf(value) <= maxBytes,
      came: (value) => `${bytesOf(value)} bytes`,
    }),
  );
}

/** JSON.stringify overflows the stack on what nests thousands of levels. */
function isMeasurable(value: unknown): boolean {
  return !deeperThan(value, MAX_JSON_DEPTH);
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
