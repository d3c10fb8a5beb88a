import { IRI, isIri } from './iri-check';
import type { Spot } from './spot';
import { ID_LENGTH } from './vocabulary/string-lengths';

/** Checks the id that an entity must have (Caliper 1.2 section 3.5: an IRI). */
export function checkOwnId(id: unknown, spot: Spot): void {
  if (id === undefined || id === null) spot.missing(id, IRI);
  else checkIri(id, spot);
}

/** Checks an IRI, be it an id or what stands for an entity that was described before. */
export function checkIri(id: unknown, spot: Spot): void {
  if (typeof id !== 'string' || !isIri(id)) spot.wrong('NOT_AN_IRI', IRI, id);
  else spot.atMost(ID_LENGTH, id);
}
