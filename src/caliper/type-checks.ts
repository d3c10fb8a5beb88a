import { came } from './phrase';
import type { Spot } from './spot';
import { CALIPER, typeTerm } from './term';
import { reaches, VERSION_NAMES } from './vocabulary/contexts';
import type { EntityRow } from './vocabulary/entity-row';
import type { EventRow } from './vocabulary/event-row';

const REQUIRED = 'a type of Caliper, or an IRI in a namespace of your own';

/** Reports a type that no table holds: a fault in the standard's namespace, doubtful in others. */
export function checkUnknownType(iri: string, spot: Spot): void {
  if (typeTerm(iri).namespace === CALIPER) return spot.wrong('UNKNOWN_TYPE', REQUIRED, iri);
  const message = `${spot.subject} is from another vocabulary, and is not checked: ${came(iri)}`;
  spot.doubt('FOREIGN_TYPE', message, REQUIRED, came(iri));
}

/** Says where a type is younger than the event that holds it, or deprecated. */
export function checkAge(
  { since, deprecated }: EntityRow | EventRow,
  name: string,
  spot: Spot,
): void {
  const { dialect, extended } = spot.scope;
  if (!reaches(dialect, since) && !extended) {
    const message = `${name} came with Caliper ${VERSION_NAMES[since]}; this is ${VERSION_NAMES[dialect]}`;
    spot.note('NOT_IN_VERSION', message, VERSION_NAMES[since], VERSION_NAMES[dialect]);
  } else if (deprecated !== null && dialect !== 'V1P0') {
    const message = `${name} is deprecated since Caliper 1.1; use ${deprecated}`;
    spot.doubt('DEPRECATED', message, deprecated, name);
  }
}
