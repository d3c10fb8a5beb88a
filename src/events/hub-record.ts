import { cutMember, cutValue } from '../caliper/json-cutter';
import { eventIdOf } from '../hub/hub-event-id';
import { pascalCase } from '../hub/spelling';
import { toIso } from '../kernel/timestamp';
import type { StoredEvent } from './stored-event';

/**
 * A hub event as the Learning Hub itself writes it (“Event”), as JSON text: the publisher's data stands in it
 * as it was sent, with every digit of its numbers.
 * @param event with its body.
 * @param personal whether its reader may see personal data: else the participant and the data are null.
 */
export function hubRecord(event: StoredEvent, personal: boolean): string {
  const { publisherProgramId, publisherParticipantId, endedAt } = event;
  const before = JSON.stringify({
    EventId: eventIdOf(publisherProgramId ?? '', event.id),
    PublisherProgramId: publisherProgramId,
    PublisherSystemId: event.publisherSystemId,
    EventType: event.type,
    PublisherEventId: event.publisherEventId,
    PublisherParticipantId: personal ? publisherParticipantId : null,
  });
  const after = JSON.stringify({
    EventStartUtc: toIso(event.occurredAt),
    EventEndUtc: endedAt === null ? null : toIso(endedAt),
    CreatedUtc: toIso(event.receivedAt),
  });
  const data = personal ? dataText(event.body?.raw ?? '{}') : 'null';
  return `${before.slice(0, -1)},"PublisherEventData":${data},${after.slice(1)}`;
}

const DATA = 'publisherEventData';

/** The publisher's data, as it stands in the text of its event, by whichever door that came. */
function dataText(raw: string): string {
  const { start } = cutValue(raw);
  const span = cutMember(raw, start, pascalCase(DATA)) ?? cutMember(raw, start, DATA);
  return span ? raw.slice(span.start, span.end) : 'null';
}
