import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import type { RunningRouter } from './apollo-gateway';
import type { SampleSupergraph } from './sample-subgraphs';

/** Serves a supergraph with the engine of Hive Gateway. */
export async function serveWithHive(supergraph: SampleSupergraph): Promise<RunningRouter> {
  const runtime = createGatewayRuntime({
    supergraph: supergraph.supergraphSdl,
    logging: false,
    propagateHeaders: {
      fromClientToSubgraphs: ({ subgraphName }) => ({ ...supergraph.headersFor(subgraphName) }),
    },
  });
  const server = createServer((request, response) => void runtime(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await runtime[Symbol.asyncDispose]();
    },
  };
}
