import { type ApolloServer, type BaseContext } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { createApollo, type GraphqlOptions } from './apollo';
import { type Authenticate, authenticateRequests } from './authentication';
import { closeConnections } from './close-connections';
import type { Door } from './door';
import { serveGraphiql } from './graphiql';
import { type ReadyState, serveHealth } from './health';
import { httpError } from './http-error';
import { observeRequests, type RequestObservers } from './observe-requests';
import { operationMetrics } from './operation-metrics';
import { requestId } from './request-id';

/** What the HTTP server is given. */
export interface ServerOptions<TContext extends BaseContext> {
  readonly graphql: Omit<GraphqlOptions, 'report' | 'tracing'>;
  /** Says on whose behalf a request runs, before its body is read. */
  readonly authenticate: Authenticate;
  /** Made anew for each request, of its principal and headers (names in lower case). */
  readonly context: (request: Pick<FastifyRequest, 'id' | 'headers' | 'principal'>) => TContext;
  readonly logger: Logger;
  /** Who is told of requests, besides the log. */
  readonly observers: Omit<RequestObservers, 'logger'>;
  readonly maxBodyBytes: number;
  /** Whether the query page is served. */
  readonly graphiql: boolean;
  /** What is served beside GraphQL. */
  readonly doors?: readonly Door[];
  /** Whether the gateway can serve. */
  readonly ready: () => Promise<ReadyState>;
  /** Whether it is about to stop: connections are closed with their next answer then. */
  readonly isDraining: () => boolean;
}

/** The server with the Apollo Server behind it. */
export interface GatewayServer {
  readonly fastify: FastifyInstance;
  /** Finishes what is in flight, and closes. */
  close(): Promise<void>;
}

/** Milliseconds. */
const REQUEST_TIMEOUT = 30_000;

/**
 * The gateway's HTTP: GraphQL at `/graphql`, the query page at `/`, `/livez` (the process runs) and
 * `/readyz` (it can serve).
 */
export async function createServer<TContext extends BaseContext>(
  options: ServerOptions<TContext>,
): Promise<GatewayServer> {
  const { logger } = options;
  const fastify = Fastify({
    bodyLimit: options.maxBodyBytes,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: REQUEST_TIMEOUT,
    keepAliveTimeout: 72_000,
    exposeHeadRoutes: false,
    // An EventId is a program's 25 characters, which may take 12 each in a URL, and a UUID.
    routerOptions: { maxParamLength: 400 },
    genReqId: ({ headers }) => requestId(headers),
    // What arrives on an open connection while the last ones finish is served like the others.
    return503OnClosing: false,
    // Such keys are data here, kept and never merged: refusing them would cost an event its neighbours.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    forceCloseConnections: 'idle',
  });
  const apollo: ApolloServer<TContext> = createApollo<TContext>({
    ...options.graphql,
    tracing: options.observers.tracing,
    report: (error, correlationId, context) => {
      const { requestId: id } = (context ?? {}) as { requestId?: string };
      logger.error({ err: error, correlationId, requestId: id }, 'a resolver failed');
    },
    plugins: [
      fastifyApolloDrainPlugin(fastify),
      operationMetrics(options.observers.metrics),
      ...(options.graphql.plugins ?? []),
    ],
  });
  await apollo.start();
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, headers, ...told } = httpError(error, options.maxBodyBytes);
    if (status === 500) logger.error({ err: error, requestId: request.id }, 'a request failed');
    return reply
      .status(status)
      .headers(headers)
      .send({ errors: [told] });
  });
  observeRequests(fastify, { logger, ...options.observers });
  closeConnections(fastify, options.isDraining);
  authenticateRequests(fastify, options.authenticate);
  fastify.setNotFoundHandler((_request, reply) =>
    reply
      .status(404)
      .send({ errors: [{ message: 'There is nothing here.', extensions: { code: 'NOT_FOUND' } }] }),
  );
  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, {
      context: (request) => Promise.resolve(options.context(request)),
    }),
  });
  if (options.graphiql) serveGraphiql(fastify);
  for (const door of options.doors ?? []) await door(fastify);
  serveHealth(fastify, options.ready);
  return {
    fastify,
    close: async () => {
      await apollo.stop();
      await fastify.close();
    },
  };
}
