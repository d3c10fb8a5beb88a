import { type ApolloServer, type BaseContext } from '@apollo/server';
import fastifyCors from '@fastify/cors';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Charge } from './charge';
import { createApollo, type GraphqlOptions } from './apollo';
import { type Authenticate, authenticateRequests } from './authentication';
import type { Abandonment } from '../kernel/row-budget';
import { closeConnections } from './close-connections';
import type { Door } from './door';
import { serveGraphiql } from './graphiql';
import { serveGraphql } from './graphql-route';
import { type ReadyState, serveHealth } from './health';
import { httpError } from './http-error';
import { readJsonBodies } from './json-bodies';
import { answerKnownHosts } from './known-hosts';
import { observeRequests, type RequestObservers } from './observe-requests';
import { operationMetrics } from './operation-metrics';
import { requestId } from './request-id';
import { sendSecurityHeaders } from './security-headers';
import { Visits } from './visits';

/** The bounds of requests and answers. */
export interface HttpLimits {
  /** Bytes of a GraphQL document. */
  readonly documentBytes: number;
  /** Characters of a GraphQL answer, about its bytes. */
  readonly answerBytes: number;
  /** Milliseconds that a GraphQL operation may take. */
  readonly deadline: number;
  /** Open connections; more are closed at once. */
  readonly connections: number;
}

/** What the HTTP server is given. */
export interface ServerOptions<TContext extends BaseContext> {
  readonly graphql: Omit<GraphqlOptions, 'report' | 'tracing' | 'guard'>;
  readonly limits: HttpLimits;
  /** Takes an operation's cost from what its client may spend. */
  readonly charge: Charge;
  /** Hosts that requests may name, without ports; null: any. */
  readonly hosts: readonly string[] | null;
  /** Origins whose pages may read answers (CORS). */
  readonly origins: readonly string[];
  /** Addresses and networks whose X-Forwarded-* headers are believed. */
  readonly proxies: readonly string[];
  /** Says on whose behalf a request runs, before its body is read. */
  readonly authenticate: Authenticate;
  /** Made anew for each request, of its principal and headers (names in lower case). */
  readonly context: (
    request: Pick<FastifyRequest, 'id' | 'headers' | 'principal'>,
    /** Whether somebody waits for the answer still. */
    abandonment: Abandonment,
  ) => TContext;
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

/** Milliseconds for a request to arrive, and for its headers: a client that sends slowly is cut off. */
const REQUEST_TIMEOUT = 30_000;
const HEADERS_TIMEOUT = 10_000;
/** How many times as large as it may be a body is that is read to its end all the same, to be answered. */
const MOST_THROWN_AWAY = 4;
/** How often Node looks for such clients. */
const CHECK_INTERVAL = 2_000;
/** Bytes of all headers; 431 past it. */
const HEADER_BYTES = 16_384;

/**
 * The gateway's HTTP: GraphQL at `/graphql`, the query page at `/`, `/livez` (the process runs) and
 * `/readyz` (it can serve).
 */
export async function createServer<TContext extends BaseContext>(
  options: ServerOptions<TContext>,
): Promise<GatewayServer> {
  const { logger, limits } = options;
  const visits = new Visits(options.charge);
  const fastify = Fastify({
    http: { connectionsCheckingInterval: CHECK_INTERVAL, maxHeaderSize: HEADER_BYTES },
    trustProxy: options.proxies.length > 0 ? [...options.proxies] : false,
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
  fastify.server.headersTimeout = HEADERS_TIMEOUT;
  fastify.server.maxConnections = limits.connections;
  const apollo: ApolloServer<TContext> = createApollo<TContext>({
    ...options.graphql,
    guard: {
      deadline: limits.deadline,
      answer: limits.answerBytes,
      admit: (context, { units }) => visits.admit(context, units),
      abandon: (context) => visits.abandon(context),
    },
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
    // The rest of a body that is somewhat too large is read and thrown away: a client that is still sending when
    // its connection is closed never sees the answer (RFC 9112 section 9.6).
    const length = Number(request.headers['content-length']);
    if (status === 413 && length <= MOST_THROWN_AWAY * options.maxBodyBytes) {
      void reply.removeHeader('connection');
    }
    if (status === 500) logger.error({ err: error, requestId: request.id }, 'a request failed');
    return reply
      .status(status)
      .headers(headers)
      .send({ errors: [told] });
  });
  observeRequests(fastify, { logger, ...options.observers });
  closeConnections(fastify, options.isDraining);
  if (options.hosts) answerKnownHosts(fastify, options.hosts);
  sendSecurityHeaders(fastify);
  if (options.origins.length > 0) {
    await fastify.register(fastifyCors, { origin: [...options.origins], credentials: false });
  }
  authenticateRequests(fastify, options.authenticate);
  readJsonBodies(fastify, options.maxBodyBytes);
  fastify.setNotFoundHandler((_request, reply) =>
    reply
      .status(404)
      .send({ errors: [{ message: 'There is nothing here.', extensions: { code: 'NOT_FOUND' } }] }),
  );
  serveGraphql(fastify, apollo, {
    context: options.context,
    visits,
    documentBytes: limits.documentBytes,
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
