import { a, anyOf } from './phrase';
import type { Spot } from './spot';
import { BLACKBOARD, CALIPER, type TypeTerm } from './term';
import { entityType, isAnyOf } from './vocabulary/entity-types';

/** Types that say next to nothing: what they name may well be what was required. */
const UNSPECIFIC: ReadonlySet<string> = new Set(['Entity', 'Agent']);

/** Checks that an entity's type is one of `expected`, or below one; no `expected` leaves it open. */
export function checkKind(type: TypeTerm, expected: readonly string[], spot: Spot): void {
  const known = entityType(type);
  if (!known || expected.length === 0 || isAnyOf(known, expected)) return;
  const required = anyOf(expected);
  if (UNSPECIFIC.has(type.term) && expected.some((name) => isBelow(name, type.term))) {
    const message = `${spot.subject} should be ${required}; ${a(type.term)}, which says less, came`;
    return spot.doubt('UNSPECIFIC_TYPE', message, required, type.term);
  }
  const message = `${spot.subject} must be ${required}; ${a(type.term)} came`;
  // Where Blackboard Learn's own types stand below the standard's is our reading.
  if (type.namespace === BLACKBOARD) spot.doubt('WRONG_TYPE', message, required, type.term);
  else spot.fault('WRONG_TYPE', message, required, type.term);
}

/** True where only parts without an id are meant, which no IRI can name. */
export function onlyAnonymous(expected: readonly string[]): boolean {
  return expected.length > 0 && expected.every((name) => standard(name)?.row.anonymous);
}

function isBelow(name: string, type: string): boolean {
  return standard(name)?.ancestry.has(type) ?? false;
}

function standard(term: string): ReturnType<typeof entityType> {
  return entityType({ namespace: CALIPER, term });
}
