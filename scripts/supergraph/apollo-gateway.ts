import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { SampleSupergraph } from './sample-subgraphs';

/** A router that listens. */
export interface RunningRouter {
  readonly url: string;
  close(): Promise<void>;
}

const silent = { debug: noop, info: noop, warn: noop, error: noop };

/** Serves a supergraph with @apollo/gateway. @param port 0 asks the system for a free one. */
export async function serveWithApollo(
  supergraph: SampleSupergraph,
  port = 0,
): Promise<RunningRouter> {
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph.supergraphSdl,
    logger: silent,
    buildService: ({ name, url }) =>
      new RemoteGraphQLDataSource({
        ...(url === undefined ? {} : { url }),
        willSendRequest({ request }) {
          for (const [header, value] of Object.entries(supergraph.headersFor(name)))
            request.http?.headers.set(header, value);
        },
      }),
  });
  const server = new ApolloServer({
    gateway,
    logger: silent,
    includeStacktraceInErrorResponses: false,
  });
  const { url } = await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
  return { url, close: () => server.stop() };
}

function noop(): void {
  // what a router says is not what is shown here
}
