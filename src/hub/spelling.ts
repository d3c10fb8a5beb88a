import type { HubEventInput } from './hub-event.input';

/** How a door writes the fields of a hub event. */
export type Spelling = (field: keyof HubEventInput) => string;

/** GraphQL's: `publisherEventId`. */
export const camelCase: Spelling = (field) => field;

/** The Learning Hub's own (“Event”): `PublisherEventId`. */
export const pascalCase: Spelling = (field) => field.replace(/^./, (first) => first.toUpperCase());
