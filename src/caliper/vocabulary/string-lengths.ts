/** How many characters every receiver must take of an id (Caliper 1.2 section 3; 1.1 the same). */
export const ID_LENGTH = 2048;

/**
 * How many characters every receiver must take of a property. Longer ones are kept here, and lost or
 * cut elsewhere. Properties that are not named have no such number.
 */
export const STRING_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['name', 256],
  ['description', 1024],
  ['academicSession', 256],
  ['courseNumber', 128],
  ['category', 128],
  ['mediaType', 128],
  ['version', 64],
  ['selectionText', 2048],
  ['bookmarkNotes', 1024],
  ['body', 4096],
  ['value', 256],
  ['comment', 1024],
  ['volumeLevel', 32],
  ['volumeMin', 32],
  ['volumeMax', 32],
  ['status', 256],
]);
