import { type Logger, pino } from 'pino';
import { DATA_VERSIONS } from './caliper/dialect';
import type { Config } from './config';
import { DirectoryLoaders } from './directory/directory-loaders';
import { EventLoaders } from './events/event-loaders';
import type { EventsContext } from './events/events-context';
import { HubApiService } from './events/hub-api.service';
import type { FederationContext } from './federation/federation-context';
import { RouterGate } from './federation/router-gate';
import { type GatewayServices, openServices } from './gateway-services';
import type { Authenticate } from './http/authentication';
import { caliperDoor } from './http/caliper-door';
import type { DoorOptions } from './http/door';
import { hubDoor } from './http/hub-door';
import { createServer, type GatewayServer } from './http/server';
import { tellRedactions } from './http/tell-redactions';
import { localPrincipal, type Principal } from './kernel/principal';
import { Redactions } from './kernel/redactions';
import { ROWS_PER_REQUEST, RowBudget } from './kernel/row-budget';
import { SHAPE_LIMITS } from './limits/shape-limits';
import { createSchema } from './schema';
import type { ApiKeyService } from './security/api-key.service';
import type { Authenticator } from './security/authenticator';
import { reachOf, reachOfRequest } from './security/reach-of';
import { routerPrincipal } from './security/router-principal';
import type { OpenDatabase } from './storage/open-database';

/** What every resolver can find in a request. */
type GatewayContext = EventsContext & FederationContext & { readonly redactions: Redactions };

/** A gateway that is wired and not yet listening. */
export interface App {
  readonly database: OpenDatabase;
  readonly server: GatewayServer;
  readonly keys: ApiKeyService;
  /**
   * Makes the first key of a tenant that has none, as the configuration says.
   * @returns its text, to be shown once; null where none was made, or the operator knows it.
   */
  bootstrap(): Promise<string | null>;
  /** @returns the URL it listens at. */
  listen(): Promise<string>;
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
  const services = await openServices(config, (error) =>
    logger.warn({ err: error }, 'something beside the requests failed'),
  );
  try {
    return await wire(config, logger, services);
  } catch (error) {
    await services.database.close();
    throw error;
  }
}

async function wire(config: Config, logger: Logger, services: GatewayServices): Promise<App> {
  const { database, directory, events, security } = services;
  const schema = createSchema([...directory.resolvers, ...events.resolvers, ...security.resolvers]);
  const gate = new RouterGate({ secrets: config.routerSecrets, closed: config.routerGate });
  const door: DoorOptions = {
    maxBodyBytes: config.maxBodyBytes,
    report: (error, correlationId) => logger.error({ err: error, correlationId }, 'a door failed'),
  };
  const reachOfAny = (principal: Principal) => reachOf(principal, directory.stores.belonging);
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
    charge: () => null,
    hosts: knownHosts(config),
    origins: config.corsOrigins,
    proxies: config.trustProxy,
    logger,
    maxBodyBytes: config.maxBodyBytes,
    graphiql: config.graphiql,
    doors: [
      caliperDoor({ ...door, caliper: events.ingest, dataVersions: DATA_VERSIONS }),
      hubDoor({ ...door, hub: new HubApiService(events, reachOfAny) }),
    ],
    ready: async () => {
      await database.sql.rows('health.ready', 'SELECT 1 AS one');
    },
    authenticate: authentication(config, gate, security.authenticator),
    context: ({ headers, principal }, signal) => {
      const budget = new RowBudget(ROWS_PER_REQUEST, signal);
      const reach = reachOfRequest(principal, directory.stores.belonging);
      return {
        ...gate.standing(headers),
        principal,
        reach,
        redactions: new Redactions(),
        directory: new DirectoryLoaders(directory.stores, reach, budget),
        events: new EventLoaders(reach, events, budget),
      };
    },
  });
  return {
    database,
    server,
    keys: security.keys,
    bootstrap: async () => {
      const { auth, bootstrapKey, tenantId } = config;
      if (auth === 'off' || bootstrapKey === 'off') return null;
      const given = bootstrapKey === 'on' ? null : bootstrapKey;
      const made = await security.bootstrap(tenantId, given);
      return given === null ? made : null;
    },
    listen: () => server.fastify.listen({ port: config.port, host: config.host }),
    close: async () => {
      await server.close();
      await security.close();
      await database.close();
    },
  };
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
