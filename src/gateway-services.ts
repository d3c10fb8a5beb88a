import type { Config } from './config';
import { directoryServices } from './directory/directory-services';
import { entities } from './entities';
import { attribution } from './events/attribution';
import { eventServices } from './events/event-services';
import { IngestWatch } from './events/ingest-watch';
import type { IngestOptions } from './events/ingest.service';
import { systemClock } from './kernel/clock';
import { holds } from './kernel/principal';
import { Redaction } from './redaction/redaction';
import { securityServices } from './security/security-services';
import { userTokens } from './security/user-tokens';
import { type OpenDatabase, openDatabase } from './storage/open-database';
import type { Telemetry } from './telemetry/telemetry';

/** What a gateway can do, without a door to it. */
export interface GatewayServices {
  readonly database: OpenDatabase;
  readonly directory: ReturnType<typeof directoryServices>;
  readonly events: ReturnType<typeof eventServices>;
  readonly security: ReturnType<typeof securityServices>;
  /** Ends what is still to be written, then closes the database; nothing may be asked of the services any more. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the database of a configuration, with the services on it: for the server, and for commands that
 * work beside it. Close them when done.
 * @param report is told of what fails where no caller waits for it.
 * @param watchers are told of the work, and may refuse events.
 * @throws CodedError when the database cannot be opened or its migrations are not current.
 */
export async function openServices(
  config: Config,
  report: (error: unknown) => void = () => undefined,
  watchers: Partial<Pick<Telemetry, 'databaseWatch' | 'metrics' | 'tracing'>> &
    Pick<IngestOptions, 'admit'> = {},
): Promise<GatewayServices> {
  const { jwt, tenantId } = config;
  const tokens = jwt && userTokens({ ...jwt, tenantId }, systemClock, report);
  const database = await openDatabase(config.databaseUrl, {
    entities,
    limits: {
      connections: config.databaseConnections,
      statementMillis: config.statementTimeout * 1000,
    },
    watch: watchers.databaseWatch,
  });
  const ingest = ingestOptions(config);
  const events = eventServices(database, systemClock, {
    ...ingest,
    admit: watchers.admit,
    watch: new IngestWatch(watchers.metrics, watchers.tracing),
    report,
  });
  const security = securityServices(database, {
    clock: systemClock,
    failuresPerMinute: config.authFailuresPerMinute,
    tokens,
    report,
  });
  return {
    database,
    directory: directoryServices(database, attribution(database), systemClock, ingest.redaction),
    events,
    security,
    close: async () => {
      try {
        await events.close();
        await security.close();
      } finally {
        await database.close();
      }
    },
  };
}

/** How events are taken in by a configuration: the same by every door, and by a command without one. */
export function ingestOptions(config: Config): IngestOptions {
  return {
    maxItems: config.maxEvents,
    maxValues: config.maxEventValues,
    isStrict: strictness(config.strictSensors),
    teaches:
      config.rosterSenders === 'all' ? undefined : (principal) => holds(principal, 'roster:write'),
    redaction: new Redaction(config.redaction),
  };
}

function strictness(sensors: readonly string[]): (sensor: string | null) => boolean {
  const strict = new Set(sensors);
  return (sensor) => strict.has('*') || (sensor !== null && strict.has(sensor));
}
