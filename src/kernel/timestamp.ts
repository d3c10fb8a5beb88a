/**
 * An instant as every engine stores it and every row carries it: `YYYY-MM-DD HH:MM:SS.mmm`, UTC.
 * Text all the way, so that no driver and no process time zone can shift it.
 */
export type SqlTime = string;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,18}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?$/;

/** What reading a timestamp found. */
export interface ReadTimestamp {
  readonly time: SqlTime;
  /** False where the text named no zone: it was taken as UTC. */
  readonly zoned: boolean;
  /** True for `Z` and offsets of zero. */
  readonly utc: boolean;
}

/**
 * Reads an ISO 8601 date and time (Caliper 1.2 section 4.2 asks for `YYYY-MM-DDTHH:mm:ss.SSSZ`; real
 * senders add offsets and up to 9 digits, or leave the fraction or the zone out). Fractions are cut to
 * milliseconds, a leap second becomes the last millisecond of its minute.
 * @returns null when it is no such text, or outside the years 1000 to 9999 that DATETIME can hold.
 */
export function readTimestamp(text: string): ReadTimestamp | null {
  if (text.length > 48) return null;
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone] = match;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  if (Number(year) < 1000) return null;
  const leap = second === '60';
  const millis = leap ? 999 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  const utc = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    leap ? 59 : Number(second),
    millis,
  );
  if (
    !inRange(Number(month), 1, 12) ||
    Number(hour) > 23 ||
    Number(minute) > 59 ||
    (!leap && Number(second) > 59)
  )
    return null;
  const shifted = new Date(utc);
  if (Number.isNaN(utc) || shifted.getUTCDate() !== Number(day)) return null;
  const offset = zone === undefined ? 0 : offsetMinutes(zone);
  if (offset === null) return null;
  const time = toSqlTime(utc - offset * 60_000);
  return time === null
    ? null
    : { time, zoned: zone !== undefined, utc: zone !== undefined && offset === 0 };
}

function inRange(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59) return null;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** Milliseconds since 1970 as a SqlTime; null outside the years 1000 to 9999. */
export function toSqlTime(millis: number): SqlTime | null {
  if (!(millis >= -30_610_224_000_000 && millis <= 253_402_300_799_999)) return null;
  const iso = new Date(millis).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
}

/** A stored instant as clients see it: `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
export function toIso(time: SqlTime): string {
  return `${time.slice(0, 10)}T${time.slice(11, 23)}Z`;
}

/** Milliseconds since 1970 of a stored instant. */
export function toMillis(time: SqlTime): number {
  return Date.parse(toIso(time));
}
