import { type SqlTime, toSqlTime } from './timestamp';

/** The time, as a thing that tests can hold still. Milliseconds since 1970. */
export type Clock = () => number;

/** The process's clock. */
export const systemClock: Clock = () => Date.now();

/** The clock's time as it is stored. */
export function sqlNow(clock: Clock): SqlTime {
  const time = toSqlTime(clock());
  if (time === null) throw new RangeError('the clock must stand between the years 1000 and 9999');
  return time;
}
