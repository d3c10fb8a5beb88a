import type { JsonObject } from '../kernel/json';
import { shown } from '../kernel/problem';
import { checkAction } from './conformance-action';
import { checkEventId } from './conformance-event-id';
import { checkEventTime } from './conformance-event-time';
import type { Scope } from './conformance-scope';
import { checkSlot } from './conformance-slot';
import { checkEnum } from './enum-checks';
import { nodeTypeIri } from './node';
import { a } from './phrase';
import { Spot } from './spot';
import { typeTerm } from './term';
import { checkAge, checkUnknownType } from './type-checks';
import { checkUnknownProperty } from './unknown-property';
import { checkPrimitive } from './value-checks';
import { EVENT_PROPERTIES, EVENT_SLOTS } from './vocabulary/event-slots';
import { eventType } from './vocabulary/event-types';

/** Checks one event and everything in it (Caliper 1.2 section 3.4 and appendix B). */
export function checkEvent(event: JsonObject, path: string, scope: Scope): void {
  const iri = nodeTypeIri(event);
  const type = iri === null ? null : typeTerm(iri);
  const row = type ? eventType(type) : undefined;
  const name = shown(type?.term ?? 'Event');
  const spot = new Spot(path, a(name), scope);
  const ofType = spot.at('type', 'type of an event');
  if (iri === null) ofType.demanded(event.type === null ? null : undefined);
  else if (row) checkAge(row, name, ofType);
  else checkUnknownType(iri, ofType);
  checkEventId(event, spot);
  checkEventTime(event, spot);
  const action = checkAction(event.action, row, spot.at('action', `action of ${spot.subject}`));
  for (const slot of EVENT_SLOTS) checkSlot(event, slot, action, row, spot);
  checkRest(event, spot);
}

function checkRest(event: JsonObject, spot: Spot): void {
  const { extensions = null, profile = null } = event;
  if (extensions !== null) {
    checkPrimitive('Map', extensions, spot.at('extensions', `extensions of ${spot.subject}`));
  }
  if (profile !== null && spot.scope.dialect === 'V1P2') {
    checkEnum('Profile', profile, spot.at('profile', `profile of ${spot.subject}`));
  }
  for (const key in event) {
    if (spot.scope.issues.exhausted) return;
    if (EVENT_PROPERTIES.has(key)) continue;
    checkUnknownProperty(key, event, spot.subject, EVENT_PROPERTIES, spot);
  }
}
