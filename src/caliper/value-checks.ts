import { isObject } from '../kernel/json';
import { readTimestamp } from '../kernel/timestamp';
import type { Scope } from './conformance-scope';
import type { Spot } from './spot';
import type { Primitive } from './vocabulary/property-rule';
import { STRING_LENGTHS } from './vocabulary/string-lengths';

const TIME = 'an ISO 8601 date and time in UTC with milliseconds, as in 2026-01-31T09:30:00.000Z';
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const N = '\\d{1,9}(?:[.,]\\d{1,9})?';
const DURATION = new RegExp(
  `^P(?:${N}W|(?=\\d|T\\d)(?:${N}Y)?(?:${N}M)?(?:${N}D)?(?:T(?=\\d)(?:${N}H)?(?:${N}M)?(?:${N}S)?)?)$`,
);
const LONGEST_DURATION = 80;
const FRACTION = /[.eE]/;

/** Checks a value that is neither an entity nor of an enumeration. */
export function checkPrimitive(primitive: Primitive, value: unknown, spot: Spot): void {
  CHECKS[primitive](value, spot);
}

/** Checks a date and time (Caliper 1.2 section 3.3: UTC, milliseconds, ISO 8601). */
export function checkDateTime(value: unknown, spot: Spot): void {
  const read = typeof value === 'string' ? readTimestamp(value) : null;
  if (!read) spot.wrong('NOT_A_TIMESTAMP', TIME, value);
  else if (!read.zoned) spot.odd('TIMESTAMP_WITHOUT_ZONE', TIME, value);
  else if (!read.utc) spot.odd('TIMESTAMP_NOT_UTC', TIME, value);
  else if (!TIMESTAMP.test(value as string)) spot.odd('TIMESTAMP_FORM', TIME, value);
}

const CHECKS: Readonly<Record<Primitive, (value: unknown, spot: Spot) => void>> = {
  Any: () => undefined,
  DateTime: checkDateTime,
  String: checkString,
  Integer: checkInteger,
  Decimal: checkDecimal,
  Duration: checkDuration,
  Boolean: (value, spot) => {
    if (typeof value !== 'boolean') spot.wrong('NOT_A_BOOLEAN', 'true or false', value);
  },
  Map: (value, spot) => {
    if (!isObject(value)) spot.wrong('NOT_AN_OBJECT', 'an object of names and values', value);
  },
};

function checkString(value: unknown, spot: Spot): void {
  if (typeof value !== 'string') return spot.wrong('NOT_A_STRING', 'a string', value);
  const name = spot.path.slice(spot.path.lastIndexOf('/') + 1);
  spot.atMost(STRING_LENGTHS.get(name) ?? Infinity, value);
}

function checkInteger(value: unknown, spot: Spot): void {
  const written = writtenStrictly(value, spot);
  if (!Number.isInteger(value) || (written !== undefined && FRACTION.test(written))) {
    spot.wrong('NOT_AN_INTEGER', 'an integer', value, written);
  }
}

function checkDecimal(value: unknown, spot: Spot): void {
  if (typeof value !== 'number') return spot.wrong('NOT_A_NUMBER', 'a number', value);
  const written = writtenStrictly(value, spot);
  if (written === undefined || FRACTION.test(written)) return;
  const required = `a number with a decimal point, as in ${written}.0`;
  spot.wrong('NOT_A_DECIMAL', required, value, written);
}

function checkDuration(value: unknown, spot: Spot): void {
  const short = typeof value === 'string' && value.length <= LONGEST_DURATION;
  if (short && DURATION.test(value)) return;
  spot.wrong('NOT_A_DURATION', 'an ISO 8601 duration, as in PT50M30S', value);
}

/**
 * A number as it was written, where that matters: 1.2 asks for decimals with a fractional part (section
 * 3.3), which only the text of the body can show.
 */
function writtenStrictly(value: unknown, { path, scope }: Spot): string | undefined {
  return typeof value === 'number' && isStrict(scope) ? scope.numbers?.get(path) : undefined;
}

function isStrict({ dialect, lenient }: Scope): boolean {
  return dialect === 'V1P2' && !lenient;
}
