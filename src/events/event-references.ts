import type { EntityReference } from '../kernel/entity-reference';
import { isId } from '../kernel/id';
import { parseEventId } from '../hub/hub-event-id';
import { EVENT_KINDS, graphqlTypeOf } from './event-kinds';
import type { EventsContext } from './events-context';
import type { StoredEvent } from './stored-event';

const byId: Omit<EntityReference<EventsContext>, 'type'> = {
  key: 'id',
  find: (value, { events }) =>
    typeof value === 'string' && isId(value) ? events.byId(value) : null,
  typeOf: (row) => graphqlTypeOf(row as StoredEvent),
};

const CALIPER_TYPES = [
  ...new Set([...EVENT_KINDS.map(({ graphqlType }) => graphqlType), 'OtherCaliperEvent']),
];

/** How other subgraphs name events: by id whatever their type, hub events by their event id too. */
export const EVENT_REFERENCES: readonly EntityReference<EventsContext>[] = [
  ...['Event', 'CaliperEvent', ...CALIPER_TYPES].map((type) => ({ ...byId, type })),
  {
    type: 'HubEvent',
    key: 'eventId',
    find: (value, { events }) => {
      const parts = typeof value === 'string' ? parseEventId(value) : null;
      if (!parts) return null;
      return events
        .byId(parts.id)
        .then((event) => (event?.publisherProgramId === parts.programId ? event : null));
    },
  },
  { ...byId, type: 'HubEvent' },
];
