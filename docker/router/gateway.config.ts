/* eslint-disable no-restricted-properties -- another process's configuration, which comes from its environment */
/** Hive Gateway's configuration: the secret goes to the gateway only, whatever a client sends. */
export const gatewayConfig = {
  supergraph: '/supergraph/supergraph.graphql',
  propagateHeaders: {
    fromClientToSubgraphs: ({
      request,
      subgraphName,
    }: {
      request: Request;
      subgraphName: string;
    }): Record<string, string> => {
      if (subgraphName !== 'learning-events') return {};
      const authorization = request.headers.get('authorization');
      return {
        'router-authorization': process.env['ROUTER_SECRET'] ?? '',
        ...(authorization === null ? {} : { authorization }),
      };
    },
  },
};
