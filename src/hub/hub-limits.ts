import { MAX_JSON_VALUES } from '../kernel/json';

/**
 * Bounds on a hub event (Learning Hub, “Event”). Texts count in Unicode code points, because that is
 * what the columns that keep them count.
 */
export const HUB_LIMITS = {
  publisherProgramId: 25,
  publisherSystemId: 25,
  eventType: 50,
  publisherEventId: 200,
  publisherParticipantId: 200,
  /** Of publisherEventData as JSON without white space: bytes of UTF-8. */
  publisherEventDataBytes: 256 * 1024,
  /** Of publisherEventData: members and elements, at all levels. */
  publisherEventDataValues: MAX_JSON_VALUES,
} as const;
