import { askedOf } from '../directory/directory-selections';
import { ITS_COURSE, ITS_MEMBERSHIP, ITS_PERSON } from '../directory/directory-tables';
import {
  type Asked,
  type FieldsAsked,
  fieldsAsked,
  lookAhead,
  nodeFieldsAsked,
} from '../graphql/selection';
import { type RowSelection, rowSelection } from '../storage/row-selection';
import { EVENT, FIELDS_OF_BODY, ITS_PACKED_TEXT } from './event-table';
import type { StoredEvent } from './stored-event';

/** What to read of events, and along with them. */
export type EventSelection = RowSelection<StoredEvent>;

const RELATIONS = [ITS_PERSON, ITS_COURSE, ITS_MEMBERSHIP];

/** Every column of an event, and nothing besides. */
export const WHOLE_EVENT: EventSelection = rowSelection(EVENT, null);

/** What to read for a field that answers an event. */
export const eventAsked: (info: Asked) => EventSelection = lookAhead((info) =>
  withBody(fieldsAsked(info)),
);

/** What to read for one of many events, such as that of an outcome. Their texts are read apart, as below. */
export const outcomeEventAsked: (info: Asked) => EventSelection = lookAhead((info) =>
  withoutBody(fieldsAsked(info)),
);

/** What to read for a connection of events. Their texts are read apart, with a bound on all of them together. */
export const eventsAsked: (info: Asked) => EventSelection = lookAhead((info) =>
  withoutBody(nodeFieldsAsked(info)),
);

/**
 * What to read for the connections of events under many parents. Their texts are read apart: the engines
 * sort such pages with all that they carry, and kilobytes of text each would go through temporary tables.
 */
export const eventsUnderAsked: (info: Asked) => EventSelection = lookAhead((info) => {
  return withoutBody(nodeFieldsAsked(info));
});

function withoutBody(fields: FieldsAsked): EventSelection {
  return rowSelection(EVENT, fields.keys(), askedOf(fields, RELATIONS));
}

function withBody(fields: FieldsAsked): EventSelection {
  const joined = askedOf(fields, RELATIONS);
  const names = [...fields.keys()];
  if (!names.some((field) => FIELDS_OF_BODY.has(field))) return rowSelection(EVENT, names, joined);
  return rowSelection(EVENT, [...names, 'receiptIndex'], [...joined, ...ITS_PACKED_TEXT]);
}
