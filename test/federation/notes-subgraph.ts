import type { Subgraph } from '../../examples/supergraph/subgraph';

/** Ids of events that somebody noted, and what. */
export const NOTED = new Map<string, string>();

const note = ({ id }: { id: string }): string | null => NOTED.get(id) ?? null;

/** A subgraph that gives every event a field, and knows nothing of their types (@interfaceObject). */
export const notes: Subgraph = {
  name: 'notes',
  sdl: `
    extend schema @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@shareable", "@interfaceObject"]
    )
    type Query { noted: [Event!]! }
    type Event @key(fields: "id") @interfaceObject { id: ID! note: String @shareable }
    type CaliperEvent @key(fields: "id") @interfaceObject { id: ID! note: String @shareable }
  `,
  resolvers: {
    Query: { noted: () => [...NOTED.keys()].map((id) => ({ id })) },
    Event: { note },
    CaliperEvent: { note },
  },
  references: { Event: (one) => one, CaliperEvent: (one) => one },
};
