import type { ApolloServerPlugin } from '@apollo/server';
import type { Metrics } from '../kernel/metrics';

/** Counts operations by their type: a client chooses their names, and may choose a new one each time. */
export function operationMetrics(metrics: Metrics): ApolloServerPlugin {
  return {
    requestDidStart: () => {
      const start = performance.now();
      return Promise.resolve({
        willSendResponse: ({ operation, errors }) => {
          metrics.operation({
            type: operation?.operation ?? 'none',
            failed: errors !== undefined && errors.length > 0,
            seconds: (performance.now() - start) / 1_000,
          });
          return Promise.resolve();
        },
      });
    },
  };
}
