import { Counter, Histogram, type Registry } from 'prom-client';
import type { Metrics } from '../kernel/metrics';
import { BoundedWords } from './bounded-words';
import { REQUEST_SECONDS } from './buckets';

type HttpMetrics = Pick<Metrics, 'request' | 'operation' | 'rateLimited' | 'authenticationFailed'>;

/** Methods that a client may make up are none of ours. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Requests, GraphQL operations, and who was turned away. */
export function httpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry];
  const requests = new Histogram({
    name: 'leg_http_request_duration_seconds',
    help: 'Time from a request’s first byte to its answer’s last, by route pattern; status 499: the client left.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: REQUEST_SECONDS,
    registers,
  });
  const operations = new Histogram({
    name: 'leg_graphql_operation_duration_seconds',
    help: 'Time of GraphQL operations by type; none: the document could not be read.',
    labelNames: ['type', 'outcome'] as const,
    buckets: REQUEST_SECONDS,
    registers,
  });
  const limited = new Counter({
    name: 'leg_rate_limited_total',
    help: 'Requests that were refused because a limit was reached, by limit.',
    labelNames: ['limit'] as const,
    registers,
  });
  const unbelieved = new Counter({
    name: 'leg_authentication_failures_total',
    help: 'Credentials that were not believed, by reason.',
    labelNames: ['reason'] as const,
    registers,
  });
  const [limits, reasons, routes] = [
    new BoundedWords(20),
    new BoundedWords(20),
    new BoundedWords(100),
  ];
  return {
    request: ({ method, route, status, seconds }) =>
      requests.observe(
        { method: METHODS.has(method) ? method : 'other', route: routes.of(route), status },
        seconds,
      ),
    operation: ({ type, failed, seconds }) =>
      operations.observe({ type, outcome: failed ? 'error' : 'ok' }, seconds),
    rateLimited: (limit) => limited.inc({ limit: limits.of(limit) }),
    authenticationFailed: (reason) => unbelieved.inc({ reason: reasons.of(reason) }),
  };
}
