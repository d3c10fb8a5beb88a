import { registerEnumType } from 'type-graphql';

/** The orders of an event list. */
export enum EventOrder {
  OCCURRED_DESC = 'OCCURRED_DESC',
  OCCURRED_ASC = 'OCCURRED_ASC',
  RECEIVED_ASC = 'RECEIVED_ASC',
  RECEIVED_DESC = 'RECEIVED_DESC',
}

registerEnumType(EventOrder, {
  name: 'EventOrder',
  description:
    'The order of a list of events. Each is total: events of the same instant stand in the order of their ids.',
  valuesConfig: {
    OCCURRED_DESC: { description: 'By the time they happened, the latest first. The default.' },
    OCCURRED_ASC: { description: 'By the time they happened, the earliest first.' },
    RECEIVED_ASC: {
      description:
        'By their place in the feed, the oldest first: the order for a reader that follows. Going on from the last `endCursor` never misses an event, also one whose commit came late. Under a person, course or membership: by arrival at the gateway.',
    },
    RECEIVED_DESC: { description: 'The feed from its end: the last that was taken in first.' },
  },
});
