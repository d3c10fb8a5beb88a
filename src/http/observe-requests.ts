import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../kernel/metrics';
import type { RequestTrace, Tracing } from '../kernel/tracing';
import { PROBES } from './health';

/** Who is told of requests. */
export interface RequestObservers {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/** What a client that goes away before its answer has as a status; no standard has one. */
const CLIENT_LEFT = 499;

declare module 'fastify' {
  interface FastifyRequest {
    /** Null once it has been told of. */
    watched: Watched | null;
  }
}

interface Watched {
  readonly trace: RequestTrace;
  readonly start: number;
}

/**
 * Tells the log, the metrics and the traces of every request: one line each, with the route's pattern and
 * never the path, no query text and no payload. The answer carries the request's id.
 */
export function observeRequests(fastify: FastifyInstance, observers: RequestObservers): void {
  const { metrics, tracing } = observers;
  // Its members are those below, and no credential is among them: looking for one would cost more than the line.
  const logger = observers.logger.child({}, { redact: [] });
  fastify.decorateRequest('watched', null);

  function end(request: FastifyRequest, status: number, bytesOut?: number): void {
    const one = request.watched;
    if (!one) return;
    request.watched = null;
    const route = request.routeOptions.url ?? 'none';
    const millis = performance.now() - one.start;
    one.trace.end(route, status);
    metrics.request({ method: request.method, route, status, seconds: millis / 1_000 });
    const level = PROBES.has(route) && status < 500 ? 'debug' : 'info';
    if (!logger.isLevelEnabled(level)) return;
    logger[level](
      {
        requestId: request.id,
        traceId: one.trace.traceId ?? undefined,
        method: request.method,
        route,
        status,
        ms: Math.round(millis * 10) / 10,
        bytesIn: bytes(request.headers['content-length']),
        bytesOut,
        subject: request.principal?.subject,
      },
      'a request was answered',
    );
  }

  fastify.addHook('onRequest', (request, reply, done) => {
    const trace = tracing.request(request.method, request.headers);
    request.watched = { trace, start: performance.now() };
    void reply.header('x-request-id', request.id);
    trace.within(done);
  });
  // Reading a body leaves the context that the request began in.
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (request.watched) request.watched.trace.within(done);
    else done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    end(request, reply.statusCode, bytes(reply.getHeader('content-length')));
    done();
  });
  fastify.addHook('onRequestAbort', (request, done) => {
    end(request, CLIENT_LEFT);
    done();
  });
}

function bytes(header: unknown): number | undefined {
  const count = Number(header);
  return header !== undefined && Number.isSafeInteger(count) ? count : undefined;
}
