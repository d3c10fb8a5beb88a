import type { JsonObject } from '../kernel/json';
import { checkReference } from './conformance-entity';
import type { Spot } from './spot';
import type { EventRow } from './vocabulary/event-row';
import type { EventSlot } from './vocabulary/event-slots';

/**
 * Checks one of the places of an event where an entity stands. What the event type's row says of its
 * action goes before what it says of all, and that before what holds for all events.
 */
export function checkSlot(
  event: JsonObject,
  slot: EventSlot,
  action: string | null,
  row: EventRow | undefined,
  holder: Spot,
): void {
  const { name, part } = slot;
  const value = event[name];
  const special = action === null ? undefined : row?.byAction.get(action);
  const narrow = part ? special?.[part] : undefined;
  const when = narrow || special?.requires === name ? ` with the action ${action}` : '';
  const spot = holder.at(name, `${name} of ${holder.subject}${when}`);
  if (value === undefined || value === null) {
    if (slot.required) spot.demanded(value);
    else if (special?.requires === name) spot.missing(value);
    else if (value === null) spot.empty();
    return;
  }
  const usual = part ? (row?.[part] ?? []) : [];
  checkReference(value, narrow ?? (usual.length > 0 ? usual : slotTypes(slot, spot)), spot);
}

function slotTypes(slot: EventSlot, { scope }: Spot): readonly string[] {
  // 1.0 had no LtiSession.
  return slot.name === 'federatedSession' && scope.dialect === 'V1P0' ? ['Session'] : slot.types;
}
