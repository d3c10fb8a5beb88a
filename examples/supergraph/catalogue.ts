import { type Representation, sdlIn, type Subgraph } from './subgraph';

interface CatalogueEntry {
  readonly courseNumber: string;
  readonly title: string;
  readonly credits: number;
}

/** A catalogued course with what the router brought along, where a query asks for `workload`. */
interface Course extends CatalogueEntry {
  readonly activityTotals?: { readonly count: number; readonly persons: number };
}

const CATALOGUE: readonly CatalogueEntry[] = [
  { courseNumber: 'BIO-110', title: 'Cell Biology: From Membrane to Nucleus', credits: 4 },
  { courseNumber: 'STA-210', title: 'Statistics for the Life Sciences, with R', credits: 3 },
];

/** The course catalogue: titles, credits, and a workload that it computes from the gateway's counts. */
export const catalogue: Subgraph = {
  name: 'catalogue',
  sdl: sdlIn('catalogue.graphql'),
  resolvers: {
    Query: { catalogue: () => CATALOGUE },
    Course: {
      workload: ({ credits, activityTotals }: Course) =>
        activityTotals && activityTotals.persons > 0
          ? Math.round((activityTotals.count / activityTotals.persons / credits) * 10) / 10
          : null,
    },
  },
  references: {
    Course: ({ courseNumber, activityTotals }: Representation): Course | null => {
      const entry = CATALOGUE.find((one) => one.courseNumber === courseNumber);
      return entry
        ? { ...entry, activityTotals: activityTotals as Course['activityTotals'] }
        : null;
    },
  },
};
