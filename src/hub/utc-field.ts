import { readTimestamp, type ReadTimestamp } from '../kernel/timestamp';
import { allOf, FieldRule } from './field-rule';
import { IsText } from './text-field';

/** Rules of an optional instant that must say itself that it is UTC: a text without a zone could be any. */
export function UtcField(): PropertyDecorator {
  return allOf(
    IsText(),
    FieldRule({
      code: 'INVALID_TIMESTAMP',
      required: 'a date and time like 2026-03-02T09:30:00.000Z, of the years 1000 to 9999',
      holds: (value) => typeof value !== 'string' || readTimestamp(value) !== null,
    }),
    FieldRule({
      code: 'NOT_UTC',
      required: 'UTC, said by a Z or a zero offset at its end',
      holds: (value) => read(value)?.utc ?? true,
    }),
  );
}

/** The rule that an instant has come at all. */
export function RequiredInstant(): PropertyDecorator {
  return FieldRule({
    code: 'REQUIRED',
    required: 'a UTC date and time',
    holds: (value) => value !== undefined && value !== null,
  });
}

/** The rule that an instant is not before the one in the field `start`; silent where either is unreadable. */
export function NotBefore(start: string): PropertyDecorator {
  return FieldRule({
    code: 'END_BEFORE_START',
    required: (event, spelling) => `${spelling(start)} (${String(event[start])}) or later`,
    holds: (value, event) => {
      const [from, to] = [read(event[start]), read(value)];
      return !from || !to || to.time >= from.time;
    },
  });
}

function read(value: unknown): ReadTimestamp | null {
  return typeof value === 'string' ? readTimestamp(value) : null;
}
