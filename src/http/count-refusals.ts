import { CodedError } from '../kernel/coded-error';
import type { Metrics } from '../kernel/metrics';
import type { Authenticate } from './authentication';

type Counters = Pick<Metrics, 'authenticationFailed' | 'rateLimited'>;

/** The same authentication, with every refusal counted: `missing` and `refused` credentials, and who tries too often. */
export function countRefusals(authenticate: Authenticate, metrics: Counters): Authenticate {
  return async (credential, request) => {
    try {
      return await authenticate(credential, request);
    } catch (error) {
      const code = error instanceof CodedError ? error.code : '';
      if (code === 'RATE_LIMITED') metrics.rateLimited('address');
      if (code === 'UNAUTHENTICATED') {
        metrics.authenticationFailed(credential === null ? 'missing' : 'refused');
      }
      throw error;
    }
  };
}
