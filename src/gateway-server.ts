import type { Logger } from 'pino';
import type { Config } from './config';
import { RouterGate } from './federation/router-gate';
import { gatewayDoors } from './gateway-doors';
import type { GatewayLimits } from './gateway-limits';
import type { GatewayServices } from './gateway-services';
import type { Authenticate } from './http/authentication';
import { countRefusals } from './http/count-refusals';
import { createServer, type GatewayServer } from './http/server';
import { tellRedactions } from './http/tell-redactions';
import { localPrincipal } from './kernel/principal';
import type { Readiness } from './lifecycle/readiness';
import { SHAPE_LIMITS } from './limits/shape-limits';
import { type GatewayContext, RequestContext } from './request-context';
import { createSchema } from './schema';
import type { Authenticator } from './security/authenticator';
import { reachOf, reachOfRequest } from './security/reach-of';
import { routerPrincipal } from './security/router-principal';
import { packageVersion } from './settings/package-version';
import type { Telemetry } from './telemetry/telemetry';

/** What the server of a gateway is made of. */
export interface ServerWiring {
  readonly config: Config;
  readonly logger: Logger;
  readonly services: GatewayServices;
  readonly telemetry: Telemetry;
  readonly limits: GatewayLimits;
  readonly readiness: Readiness;
}

/** Makes the server of a gateway, not yet listening: its schema, its doors, and what each request is given. */
export function gatewayServer(wiring: ServerWiring): Promise<GatewayServer> {
  const { config, logger, services, telemetry, limits, readiness } = wiring;
  const { directory, events, security } = services;
  const schema = createSchema([...directory.resolvers, ...events.resolvers, ...security.resolvers]);
  const gate = new RouterGate({ secrets: config.routerSecrets, closed: config.routerGate });
  return createServer<GatewayContext>({
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
      reachOf: (principal) => reachOf(principal, directory.stores.belonging),
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
    context: ({ id, headers, principal: caller }, abandonment) => {
      const principal = limits.admission.ofRequest(caller);
      const reach = reachOfRequest(principal, directory.stores.belonging);
      const facts = { ...gate.standing(headers), requestId: id, principal, reach, abandonment };
      return new RequestContext(facts, services);
    },
  });
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
