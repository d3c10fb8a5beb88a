import { type Logger, pino } from 'pino';
import type { Config } from './config';
import { type GatewayLimits, openLimits } from './gateway-limits';
import { gatewayServer } from './gateway-server';
import { type GatewayServices, openServices } from './gateway-services';
import type { GatewayServer } from './http/server';
import { Readiness } from './lifecycle/readiness';
import type { ApiKeyService } from './security/api-key.service';
import type { Authenticator } from './security/authenticator';
import { packageVersion } from './settings/package-version';
import { durabilityFaults, missingMigrations } from './storage/database-standing';
import { readDatabaseUrl } from './storage/database-url';
import type { OpenDatabase } from './storage/open-database';
import { MetricsServer } from './telemetry/metrics-server';
import { tellLasting } from './telemetry/tell-lasting';
import { createTelemetry, type Telemetry } from './telemetry/telemetry';

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
 * Wires a gateway: what it counts, its services, its server, and how all of it is closed again.
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
  let services: GatewayServices | undefined;
  try {
    services = await openServices(
      config,
      (error) => logger.warn({ err: error }, 'something beside the requests failed'),
      {
        databaseWatch: tellLasting(telemetry.databaseWatch, logger),
        metrics: telemetry.metrics,
        tracing: telemetry.tracing,
        admit: (principal, events) => limits.admission.admit(principal, events),
      },
    );
    return await wire(config, logger, services, telemetry, limits);
  } catch (error) {
    limits.close();
    await services?.close();
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
  const { database, events, security } = services;
  const readiness = readinessOf(database, logger);
  const server = await gatewayServer({ config, logger, services, telemetry, limits, readiness });
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
      await services.close();
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
