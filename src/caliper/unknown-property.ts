import type { JsonObject } from '../kernel/json';
import { shown } from '../kernel/problem';
import { nearestName } from './nearest-name';
import type { Spot } from './spot';

/**
 * Reports a property that the standard does not name: it belongs into extensions (Caliper 1.2 section
 * 3.6). One that differs from an absent known one by a slip of the keys is a fault: its value is lost.
 * `holder` is as in `a Person`, `spot` that of the holder.
 */
export function checkUnknownProperty(
  key: string,
  object: JsonObject,
  holder: string,
  known: Iterable<string>,
  spot: Spot,
): void {
  const name = shown(key);
  const place = spot.atForeign(key, `${name} of ${holder}`);
  const meant = nearestName(key, known);
  if (meant !== undefined && !(meant in object)) {
    const message = `${holder} has no property ${name}; ${meant} was probably meant, and is lost`;
    return place.fault('MISSPELT_PROPERTY', message, meant, name);
  }
  const message = `${holder} has no property ${name}; what the standard does not name belongs into extensions`;
  place.note('UNKNOWN_PROPERTY', message, 'extensions', name);
}
