import type { JsonObject } from '../kernel/json';
import type { Scope } from './conformance-scope';
import { contextsOf, dataVersionDialect } from './dialect';
import { Spot } from './spot';
import {
  BLACKBOARD_CONTEXT,
  CONTEXTS,
  EXTENSION_CONTEXTS,
  VERSION_NAMES,
} from './vocabulary/contexts';

const LATEST = [...CONTEXTS.keys()].at(-1) as string;
const REQUIRED = `${LATEST}, that of another version, or a list that holds one`;

/** Checks the `@context` of an event or entity (Caliper 1.2 section 3.2). */
export function checkContext(item: JsonObject, path: string, scope: Scope): void {
  const { dataVersion } = scope.envelope;
  const spot = new Spot(`${path}/@context`, '@context', scope);
  const context = item['@context'];
  if (context === undefined || context === null) {
    // Within an envelope its dataVersion says which version is meant.
    if (dataVersion === null) spot.missing(context, LATEST);
    else spot.doubt('NO_CONTEXT', `@context should be ${LATEST}; nothing came`, LATEST, 'nothing');
    return;
  }
  if (!contextsOf(item).some(isKnown)) spot.wrong('UNKNOWN_CONTEXT', REQUIRED, context);
  const announced = dataVersion === null ? null : dataVersionDialect(dataVersion);
  if (announced === null || announced === scope.dialect) return;
  const [here, there] = [VERSION_NAMES[scope.dialect], VERSION_NAMES[announced]];
  const message = `@context is that of Caliper ${here}, the envelope's dataVersion that of ${there}`;
  spot.doubt('MIXED_VERSIONS', message, there, here);
}

function isKnown(iri: string): boolean {
  return CONTEXTS.has(iri) || EXTENSION_CONTEXTS.has(iri) || iri === BLACKBOARD_CONTEXT;
}
