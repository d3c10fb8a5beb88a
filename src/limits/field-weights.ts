/**
 * What a field costs by itself, by schema coordinate: relative to an object, which costs 1, and to a plain
 * field, which costs nothing. What an interface's field costs, its implementations' fields cost. The subgraph
 * tells routers the same (`@cost`), but for fields of interfaces, where the directive may not stand.
 */
export const FIELD_WEIGHTS = {
  'Query.activity': 50,
  'Course.activity': 50,
  'Course.activityTotals': 10,
  'Query.validateCaliper': 50,
  'Query.validateCaliperText': 50,
} as const;

/** Texts of kilobytes, and what is worked out of them for each event. */
export const TEXT_WEIGHTS: Readonly<Record<string, number>> = {
  'Event.raw': 1,
  'Event.rawText': 1,
  'CaliperEvent.conformance': 5,
  'QuarantinedItem.rawText': 1,
};

/** Fields that take events in, and the argument that has them. */
export const EVENT_ARGUMENTS: Readonly<Record<string, string>> = {
  'Mutation.publishHubEvent': 'event',
  'Mutation.publishHubEvents': 'events',
  'Mutation.ingestCaliper': 'envelope',
};

/** Rows that are counted where no argument tells how many come. */
export const ASSUMED_SIZES: Readonly<Record<string, number>> = {
  'Query.receipt': 500,
  'Mutation.ingestCaliperText': 500,
  'AssignableEvent.groupMembers': 20,
};

/** Lists whose length an argument of the field above them gives: the rows of a page, a receipt's outcomes. */
export const SIZED_LISTS: ReadonlySet<string> = new Set(['edges', 'outcomes']);
