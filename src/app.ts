import { type Logger, pino } from 'pino';
import type { Config } from './config';
import { DirectoryLoaders } from './directory/directory-loaders';
import { EventLoaders } from './events/event-loaders';
import type { EventsContext } from './events/events-context';
import type { FederationContext } from './federation/federation-context';
import { RouterGate } from './federation/router-gate';
import { gatewayDoors } from './gateway-doors';
import { type GatewayLimits, openLimits } from './gateway-limits';
import { type GatewayServices, openServices } from './gateway-services';
import { countRefusals } from './http/count-refusals';
import type { Authenticate } from './http/authentication';
import { createServer, type GatewayServer } from './http/server';
import { tellRedactions } from './http/tell-redactions';
import { localPrincipal, type Principal } from './kernel/principal';
import { Redactions } from './kernel/redactions';
import { ROWS_PER_REQUEST, RowBudget } from './kernel/row-budget';
import { Readiness } from './lifecycle/readiness';
import { SHAPE_LIMITS } from './limits/shape-limits';
import { createSchema } from './schema';
import type { ApiKeyService } from './security/api-key.service';
import type { Authenticator } from './security/authenticator';
import { reachOf, reachOfRequest } from './security/reach-of';
import { routerPrincipal } from './security/router-principal';
import { packageVersion } from './settings/package-version';
import { durabilityFaults, missingMigrations } from './storage/database-standing';
import { readDatabaseUrl } from './storage/database-url';
import type { OpenDatabase } from './storage/open-database';
import { MetricsServer } from './telemetry/metrics-server';
import { createTelemetry, type Telemetry } from './telemetry/telemetry';

/** What every resolver can find in a request. */
type GatewayContext = EventsContext &
  FederationContext & { readonly redactions: Redactions; readonly requestId: string };

/** A gateway that is wired and not yet listening. */
export interface App {
  readonly database: OpenDatabase;
  readonly server: GatewayServer;
  readonly keys: ApiKeyService;
  readonly authenticator: Authenticator;
  /**
   * Makes the first key of a tenant that has none, as the configuration says.
   * @returns its text, to be shown once; null where none was made, or the operator knows it.
   */
  bootstrap(): Promise<string | null>;
  /** Where the metrics are served, once it listens; null where they are not. */
  readonly metricsUrl: () => string | null;
  /** @returns the URL it listens at. */
  listen(): Promise<string>;
  /** Says that it wants no more, and goes on serving. */
  drain(): void;
  /** Finishes what is in flight, then closes the server and the database. */
  close(): Promise<void>;
}

/**
 * Wires a gateway: the one place that knows every module.
 * @throws CodedError when the database cannot be opened or its migrations are not current.
 */
export async function createApp(
  config: Config,
  logger: Logger = pino({ level: 'silent' }),
): Promise<App> {
  const { engine } = readDatabaseUrl(config.databaseUrl);
  const build = { version: packageVersion(), node: process.version };
  const telemetry = createTelemetry(config.metricsPort !== null, engine, build);
  const limits = openLimits(config, logger, telemetry.metrics);
  const services = await openServices(
    config,
    (error) => logger.warn({ err: error }, 'something beside the requests failed'),
    {
      databaseWatch: telemetry.databaseWatch,
      metrics: telemetry.metrics,
      tracing: telemetry.tracing,
      admit: (principal, events) => limits.admission.admit(principal, events),
    },
  );
  try {
    return await wire(config, logger, services, telemetry, limits);
  } catch (error) {
    limits.close();
    await services.database.close();
    throw error;
  }
}

async function wire(
  config: Config,
  logger: Logger,
  services: GatewayServices,
  telemetry: Telemetry,
  limits: GatewayLimits,
): Promise<App> {
  const { database, directory, events, security } = services;
  const schema = createSchema([...directory.resolvers, ...events.resolvers, ...security.resolvers]);
  const gate = new RouterGate({ secrets: config.routerSecrets, closed: config.routerGate });
  const reachOfAny = (principal: Principal) => reachOf(principal, directory.stores.belonging);
  const readiness = readinessOf(database, logger);
  const server = await createServer<GatewayContext>({
    graphql: {
      schema,
      introspection: config.introspection,
      limits: {
        tokens: config.maxTokens,
        shape: {
          ...SHAPE_LIMITS,
          depth: config.maxDepth,
          aliases: config.maxAliases,
          aliasesOfField: config.maxAliasesOfField,
        },
        complexity: config.maxCost,
        events: config.maxEvents,
      },
      plugins: [tellRedactions()],
    },
    limits: {
      documentBytes: config.maxDocumentBytes,
      answerBytes: config.maxAnswerBytes,
      deadline: config.requestDeadline * 1000,
      connections: config.maxConnections,
    },
    charge: limits.charge,
    hosts: knownHosts(config),
    origins: config.corsOrigins,
    proxies: config.trustProxy,
    logger,
    observers: telemetry,
    maxBodyBytes: config.maxBodyBytes,
    graphiql: config.graphiql,
    doors: gatewayDoors({
      config,
      events,
      version: packageVersion(),
      reachOf: reachOfAny,
      charge: limits.charge,
      report: (error, correlationId) =>
        logger.error({ err: error, correlationId }, 'a door failed'),
    }),
    ready: () => readiness.state(),
    isDraining: () => readiness.isDraining,
    authenticate: countRefusals(
      authentication(config, gate, security.authenticator),
      telemetry.metrics,
    ),
    context: ({ id, headers, principal: caller }, signal) => {
      const principal = limits.admission.ofRequest(caller);
      const budget = new RowBudget(ROWS_PER_REQUEST, signal);
      const reach = reachOfRequest(principal, directory.stores.belonging);
      return {
        ...gate.standing(headers),
        requestId: id,
        principal,
        reach,
        redactions: new Redactions(),
        directory: new DirectoryLoaders(directory.stores, reach, budget),
        events: new EventLoaders(reach, events, budget),
      };
    },
  });
  telemetry.watchState({
    pool: () => database.pool,
    queue: () => events.queue.state,
    readiness: () => readiness.state(),
  });
  const scraped = telemetry.registry && new MetricsServer(telemetry.registry, logger);
  let metricsUrl: string | null = null;
  return {
    database,
    server,
    metricsUrl: () => metricsUrl,
    keys: security.keys,
    authenticator: security.authenticator,
    bootstrap: async () => {
      const { auth, bootstrapKey, tenantId } = config;
      if (auth === 'off' || bootstrapKey === 'off') return null;
      const given = bootstrapKey === 'on' ? null : bootstrapKey;
      const made = await security.bootstrap(tenantId, given);
      return given === null ? made : null;
    },
    listen: async () => {
      if (scraped) metricsUrl = await scraped.listen(config.metricsPort ?? 0, config.metricsHost);
      return server.fastify.listen({ port: config.port, host: config.host });
    },
    drain: () => readiness.drain(),
    close: async () => {
      await server.close();
      await scraped?.close();
      limits.close();
      await security.close();
      await database.close();
    },
  };
}

function readinessOf(database: OpenDatabase, logger: Logger): Readiness {
  const checks = {
    missingMigrations: () => missingMigrations(database),
    durabilityFaults: async () =>
      (await durabilityFaults(database)).map(({ check, found }) => `${check} is ${found}`),
  };
  return new Readiness(checks, logger);
}

/** Whoever shows nothing is nobody, but for the router, and for everyone where AUTH is off. */
function authentication(
  config: Config,
  gate: RouterGate,
  authenticator: Authenticator,
): Authenticate {
  const [local, router] = [localPrincipal(config.tenantId), routerPrincipal(config.tenantId)];
  if (config.auth === 'off') return () => local;
  return (credential, { headers, ip }) => {
    // Behind a router everybody has its address: what one of them shows must cost no other theirs.
    if (!gate.standing(headers).fromRouter) return authenticator.authenticateFrom(ip, credential);
    return credential === null ? router : authenticator.authenticate(credential);
  };
}

/** Where nobody must say who they are, only this machine's own names are answered, and what is allowed besides. */
function knownHosts({ auth, host, allowedHosts }: Config): readonly string[] | null {
  if (auth === 'on') return allowedHosts.length > 0 ? allowedHosts : null;
  return ['localhost', '127.0.0.1', '[::1]', host, ...allowedHosts];
}
