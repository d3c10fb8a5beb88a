import { validateSync, type ValidationError } from 'class-validator';
import { pointerToken, type JsonObject } from '../kernel/json';
import { error, shown, type Problem } from '../kernel/problem';
import type { FieldRuleSpec, HubEventValues } from './field-rule';
import { HubEventInput } from './hub-event.input';
import { camelCase, type Spelling } from './spelling';

/** The fields of HubEventInput. */
const FIELDS: readonly (keyof HubEventInput)[] = [
  'publisherProgramId',
  'publisherSystemId',
  'eventType',
  'publisherEventId',
  'publisherParticipantId',
  'publisherEventData',
  'eventStartUtc',
  'eventEndUtc',
];

/** How many fields that are none are told of: enough to see what is wrong. */
const MAX_UNKNOWN_FIELDS = 10;

/**
 * Every problem of one event, in the order of its fields, each with a JSON pointer from the event:
 * REQUIRED, NOT_A_STRING, TOO_LONG, INVALID_CHARACTER, UNKNOWN_SYSTEM, UNKNOWN_EVENT_TYPE,
 * NOT_AN_OBJECT, TOO_DEEP, TOO_LARGE, INVALID_TIMESTAMP, NOT_UTC, END_BEFORE_START, and UNKNOWN_FIELD,
 * also for eventId and createdUtc, which the hub assigns. Empty for an event that keeps every rule of
 * HubEventInput.
 * @param spelling how the input writes the fields, and how the problems name them.
 */
export function hubEventProblems(input: JsonObject, spelling: Spelling = camelCase): Problem[] {
  const values = Object.fromEntries(FIELDS.map((field) => [field, input[spelling(field)]]));
  const event = Object.assign(new HubEventInput(), values);
  return [
    ...validateSync(event, { forbidUnknownValues: false }).flatMap((failure) =>
      brokenRules(failure, values, spelling),
    ),
    ...unknownFields(input, FIELDS.map(spelling)),
  ];
}

function brokenRules(
  failure: ValidationError,
  event: HubEventValues,
  spelling: Spelling,
): Problem[] {
  const field = spelling(failure.property);
  const rules = Object.values<FieldRuleSpec>(failure.contexts ?? {});
  return rules.map((rule) => {
    const required =
      typeof rule.required === 'string' ? rule.required : rule.required(event, spelling);
    const came = rule.came?.(failure.value) ?? shownOrNothing(failure.value);
    const message = `${field} must be ${required}; ${came} came.`;
    return error(rule.code, `/${field}`, message, { required, came });
  });
}

function unknownFields(input: JsonObject, fields: readonly string[]): Problem[] {
  const unknown = Object.keys(input).filter((key) => !fields.includes(key));
  const required = `one of ${fields.join(', ')}`;
  return unknown.slice(0, MAX_UNKNOWN_FIELDS).map((key) => {
    const came = shown(key);
    const message = `A field must be ${required}; ${came} came.`;
    return error('UNKNOWN_FIELD', `/${pointerToken(came)}`, message, { required, came });
  });
}

function shownOrNothing(value: unknown): string {
  if (value === undefined) return 'nothing';
  return value === '' ? 'an empty string' : shown(value);
}
