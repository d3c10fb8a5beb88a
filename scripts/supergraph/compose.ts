import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** A subgraph as a composer takes it. */
export interface ComposedSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Makes one supergraph of subgraphs. @throws Error with every reason why they don't fit together. */
export function compose(subgraphs: readonly ComposedSubgraph[]): string {
  const { supergraphSdl, errors = [] } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl !== undefined) return supergraphSdl;
  throw new Error(`no supergraph:\n  ${errors.map(({ message }) => message).join('\n  ')}`);
}
