import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByGuild } from '@theguild/federation-composition';
import { federateSubgraphs } from '@wundergraph/composition';
import { parse } from 'graphql';

/** A subgraph's text by its name. */
export type Subgraphs = Readonly<Record<string, string>>;

/** Makes a supergraph. @returns why it cannot be made; empty when it was. */
export type Composer = (subgraphs: Subgraphs) => string[];

/** Every composer that a router in use is fed by. */
export const COMPOSERS: Readonly<Record<string, Composer>> = {
  '@theguild/federation-composition': (subgraphs) =>
    reasons(composeByGuild(services(subgraphs)).errors),
  '@apollo/composition': (subgraphs) => reasons(composeByApollo(services(subgraphs)).errors),
  '@wundergraph/composition': (subgraphs) => {
    const result = federateSubgraphs({
      subgraphs: services(subgraphs).map(({ name, url, typeDefs }) => ({
        name,
        url,
        definitions: typeDefs,
      })),
      version: '1',
    });
    return result.success ? [] : reasons(result.errors);
  },
};

function services(subgraphs: Subgraphs) {
  return Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}.example/graphql`,
    typeDefs: parse(sdl),
  }));
}

function reasons(errors: readonly { readonly message: string }[] | undefined): string[] {
  return (errors ?? []).map(({ message }) => message);
}
