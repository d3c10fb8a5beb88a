import type { JsonObject } from '../kernel/json';
import { came } from './phrase';
import type { Spot } from './spot';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PREFIX = 'urn:uuid:';
const URN = 'a UUID as a URN, as in urn:uuid:c51570e4-f8ed-4c18-bb3a-dfe51b2cc594';

/** Checks the id of an event: a UUID as a URN since 1.1 (Caliper 1.2 section 3.4); 1.0's have none. */
export function checkEventId(event: JsonObject, holder: Spot): void {
  const id = event.id ?? event['@id'];
  const spot = holder.at('id', 'id of an event');
  const { dialect, envelope } = spot.scope;
  if (id === undefined || id === null) {
    if (dialect !== 'V1P0') spot.missing(event.id === null ? null : undefined, URN);
  } else if (typeof id !== 'string') spot.wrong('NOT_A_UUID', URN, id);
  else if (id === envelope.sensor) {
    const message = `id of an event must be its own; it is the sensor's, ${came(id)}`;
    spot.doubt('EVENT_ID_IS_SENSOR', message, URN, came(id));
  } else if (UUID.test(id)) spot.odd('EVENT_ID_BARE_UUID', URN, id);
  else if (dialect !== 'V1P0' && !isUuidUrn(id)) spot.wrong('NOT_A_UUID', URN, id);
}

function isUuidUrn(id: string): boolean {
  return id.slice(0, PREFIX.length).toLowerCase() === PREFIX && UUID.test(id.slice(PREFIX.length));
}
