/** How a door writes the fields of a hub event. */
export type Spelling = (field: string) => string;

/** GraphQL's: `publisherEventId`. */
export const camelCase: Spelling = (field) => field;

/** The Learning Hub's own (“Event”): `PublisherEventId`. */
export const pascalCase: Spelling = (field) => field.replace(/^./, (first) => first.toUpperCase());
