import type { Json, JsonObject } from '../kernel/json';
import { readTimestamp } from '../kernel/timestamp';
import { came } from './phrase';
import type { Spot } from './spot';
import { checkDateTime } from './value-checks';

/** Checks when an event happened (Caliper 1.2 section 3.4). `holder` is the event's spot. */
export function checkEventTime(event: JsonObject, holder: Spot): void {
  const { eventTime, startedAtTime } = event;
  const spot = holder.at('eventTime', `eventTime of ${holder.subject}`);
  if (eventTime !== undefined && eventTime !== null) {
    checkDateTime(eventTime, spot);
    checkOrder(eventTime, spot);
  } else if (spot.scope.dialect === 'V1P0' && (startedAtTime ?? null) !== null) {
    // Senders older than the final 1.0 wrote it so.
    const message = `${spot.subject} is required; only startedAtTime, ${came(startedAtTime)}, came`;
    spot.doubt('TIME_AS_STARTED_AT', message, 'eventTime', 'startedAtTime');
  } else spot.demanded(eventTime);
}

function checkOrder(eventTime: Json, spot: Spot): void {
  const { sendTime } = spot.scope.envelope;
  const sent = sendTime === null ? null : readTimestamp(sendTime);
  const happened = typeof eventTime === 'string' ? readTimestamp(eventTime) : null;
  if (!sent || !happened || sent.time >= happened.time) return;
  const message = `an event cannot happen after it was sent: at ${came(eventTime)}, sent ${came(sendTime)}`;
  const { issues } = spot.scope;
  issues.add(
    'INFO',
    'SENT_BEFORE_IT_HAPPENED',
    spot.path,
    message,
    'a time before sendTime',
    came(eventTime),
  );
}
