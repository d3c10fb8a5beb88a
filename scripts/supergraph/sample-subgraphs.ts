import { randomBytes } from 'node:crypto';
import { catalogue } from '../../examples/supergraph/catalogue';
import { people } from '../../examples/supergraph/people';
import { serveSubgraph, type Subgraph } from '../../examples/supergraph/subgraph';
import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { ROUTER_HEADER } from '../../src/federation/router-gate';
import { GatewayClient } from '../client/gateway-client';
import { loadTerm } from '../demo/load-term';
import { compose } from './compose';

/** The name of the gateway in the supergraph. */
export const OWN_SUBGRAPH = 'learning-events';

/** What a router needs to know. */
export interface SampleSupergraph {
  readonly supergraphSdl: string;
  /** Headers that the router adds to its requests to a subgraph. */
  headersFor(subgraph: string): Readonly<Record<string, string>>;
}

/** The subgraphs of the example, running. */
export interface SampleSubgraphs extends SampleSupergraph {
  /** Where each listens, by name. */
  readonly urls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts the gateway on SQLite with the sample term and the gate closed, and the example's subgraphs
 * beside it; asks the gateway for its SDL as a router does, and composes.
 * @param more subgraphs that are to join them.
 */
export async function startSampleSubgraphs(...more: readonly Subgraph[]): Promise<SampleSubgraphs> {
  const secret = randomBytes(24).toString('base64url');
  const app = await createApp(
    readConfig({
      PORT: '0',
      AUTH: 'off',
      DATABASE_URL: 'sqlite::memory:',
      ROUTER_SECRETS: secret,
      GRAPHIQL: 'false',
    }),
  );
  const origin = await app.listen();
  const own = `${origin}/graphql`;
  await loadTerm(new GatewayClient(origin), () => undefined);
  const others = await Promise.all(
    [catalogue, people, ...more].map(async (subgraph) => ({
      name: subgraph.name,
      sdl: subgraph.sdl,
      ...(await serveSubgraph(subgraph)),
    })),
  );
  const gateway = { name: OWN_SUBGRAPH, url: own, sdl: await fetchSdl(own, secret) };
  const all = [gateway, ...others];
  return {
    supergraphSdl: compose(all),
    urls: Object.fromEntries(all.map(({ name, url }) => [name, url])),
    headersFor: (subgraph): Record<string, string> =>
      subgraph === OWN_SUBGRAPH ? { [ROUTER_HEADER]: secret } : {},
    close: async () => {
      await Promise.all(others.map((one) => one.close()));
      await app.close();
    },
  };
}

async function fetchSdl(url: string, secret: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [ROUTER_HEADER]: secret },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
  return data._service.sdl;
}
