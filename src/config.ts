import { z } from 'zod';
import { CodedError } from './kernel/coded-error';
import { DOOR_VARIABLES, type DoorSettings, doorSettings } from './settings/door';
import { isKeyPattern } from './redaction/key-rules';
import { isPathPattern } from './redaction/path-rules';
import type { RedactionSettings } from './redaction/redaction';
import {
  jwtContradictions,
  type JwtSettings,
  jwtSettings,
  JWT_VARIABLES,
} from './settings/jwt-settings';
import { nearMisses } from './settings/near-misses';
import { plainWords } from './settings/plain-words';
import { ROUTER_VARIABLES, type RouterSettings, routerSettings } from './settings/router';
import { flag, list, listOf, wholeNumber } from './settings/rules';
import { readSecretFiles } from './settings/secret-files';
import { isThisMachine } from './settings/this-machine';
import { readDatabaseUrl } from './storage/database-url';

/** Variables that may stand in a file, which the same name with `_FILE` names. */
export const SECRETS = ['DATABASE_URL', 'ROUTER_SECRETS', 'BOOTSTRAP_KEY', 'REDIS_URL'] as const;

const KEY_PATTERNS =
  'must be names of letters, digits and _, with a * in front or behind or none, and commas between them';
const PATH_PATTERNS =
  'must be JSON pointers such as /actor/extensions/*/pin, with commas between them';

const schema = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().superRefine(checkDatabaseUrl).default('sqlite:./learning-events.db'),
  TENANT: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,64}$/, 'must be 1 to 64 characters of A-Z a-z 0-9 _ . -')
    .default('default'),
  AUTH: z.enum(['on', 'off']).default('on'),
  BOOTSTRAP_KEY: z
    .string()
    .regex(/^(?:on|off|leg_[0-9A-Za-z]{71})$/, 'must be on, off, or a key')
    .default('on'),
  AUTH_FAILURES_PER_MINUTE: wholeNumber(1, 100_000).default(100),
  GRAPHIQL: flag.optional(),
  INTROSPECTION: flag.optional(),
  ...JWT_VARIABLES,
  MAX_BODY_BYTES: wholeNumber(1_024, 64 * 1024 * 1024).default(8 * 1024 * 1024),
  MAX_EVENTS: wholeNumber(1, 5_000).default(5_000),
  STRICT_SENSORS: list.default([]),
  ROSTER_SENDERS: z.enum(['all', 'roster:write']).default('all'),
  REDACT_DEFAULTS: z.enum(['on', 'off']).default('on'),
  REDACT_KEYS: listOf(isKeyPattern, KEY_PATTERNS).default([]),
  REDACT_PATHS: listOf(isPathPattern, PATH_PATTERNS).default([]),
  ...ROUTER_VARIABLES,
  DATABASE_CONNECTIONS: wholeNumber(1, 500).default(16),
  METRICS_PORT: z
    .union([z.literal('off').transform(() => null), wholeNumber(0, 65_535)], {
      error: 'must be off or a whole number from 0 to 65535',
    })
    .default(null),
  METRICS_HOST: z.string().default('127.0.0.1'),
  DRAIN_DELAY: wholeNumber(0, 300).default(0),
  SHUTDOWN_GRACE: wholeNumber(1, 600).default(10),
  ...DOOR_VARIABLES,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The names of all variables. */
export const VARIABLES: readonly string[] = Object.keys(schema.shape);

/** What the gateway is told by its environment; docs/configuration.md has the table. */
export interface Config extends DoorSettings, RouterSettings {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly tenantId: string;
  /** Whether requests must show a credential; off on this machine alone. */
  readonly auth: 'on' | 'off';
  /** The first key of a tenant that has none: `on`: made and shown, `off`: none, else the key itself. */
  readonly bootstrapKey: string;
  /** Wrong credentials of one address in a minute, past which it is asked to wait. */
  readonly authFailuresPerMinute: number;
  /** Whose users' tokens are believed; null: nobody's. */
  readonly jwt: JwtSettings | null;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly maxBodyBytes: number;
  readonly maxEvents: number;
  /** Sensors whose events must conform to be stored; `*` stands for all. */
  readonly strictSensors: readonly string[];
  /** Whose events teach the directory who belongs where: every sender's, or those of credentials with that scope. */
  readonly rosterSenders: 'all' | 'roster:write';
  /** What is taken out of everything that comes in. */
  readonly redaction: RedactionSettings;
  readonly databaseConnections: number;
  /** Where `/metrics` is served, on a port of its own; null where it is not. */
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  /** Seconds from the signal to stop until nothing more is accepted; `/readyz` says no from the signal on. */
  readonly drainDelay: number;
  /** Seconds that requests in flight then have to finish. */
  readonly shutdownGrace: number;
  readonly logLevel: string;
  /** What was probably meant otherwise, in sentences for the log. */
  readonly doubts: readonly string[];
}

/**
 * Reads the environment, and the files with secrets that it names, once.
 * @throws CodedError BAD_CONFIG that names every fault, and shows no value.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, text]) => text !== ''));
  const { set, faults: unread } = readSecretFiles(given, SECRETS);
  const read = schema.safeParse(set, { error: plainWords });
  const issues = read.success ? [] : read.error.issues;
  const faults = [
    ...unread,
    ...issues.map(({ path, message }) => `${path.join('.')} ${message}`),
    ...contradictions(set),
  ];
  if (!read.success || faults.length > 0) {
    throw new CodedError(
      'BAD_CONFIG',
      `the environment must be changed:\n  ${faults.join('\n  ')}`,
    );
  }
  const { data } = read;
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    tenantId: data.TENANT,
    auth: data.AUTH,
    bootstrapKey: data.BOOTSTRAP_KEY,
    authFailuresPerMinute: data.AUTH_FAILURES_PER_MINUTE,
    graphiql: data.GRAPHIQL ?? isThisMachine(data.HOST),
    introspection: data.INTROSPECTION ?? isThisMachine(data.HOST),
    jwt: jwtSettings(data),
    maxBodyBytes: data.MAX_BODY_BYTES,
    maxEvents: data.MAX_EVENTS,
    strictSensors: data.STRICT_SENSORS,
    rosterSenders: data.ROSTER_SENDERS,
    redaction: {
      defaults: data.REDACT_DEFAULTS === 'on',
      keys: data.REDACT_KEYS,
      paths: data.REDACT_PATHS,
    },
    ...routerSettings(data, data.HOST),
    databaseConnections: data.DATABASE_CONNECTIONS,
    ...doorSettings(data, data.AUTH),
    metricsPort: data.METRICS_PORT,
    metricsHost: data.METRICS_HOST,
    drainDelay: data.DRAIN_DELAY,
    shutdownGrace: data.SHUTDOWN_GRACE,
    logLevel: data.LOG_LEVEL,
    doubts: nearMisses(Object.keys(given), [
      ...VARIABLES,
      ...SECRETS.map((name) => `${name}_FILE`),
    ]),
  };
}

function checkDatabaseUrl(url: string, context: z.RefinementCtx): void {
  try {
    readDatabaseUrl(url);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    context.addIssue({ code: 'custom', message: error.message.replace(/^DATABASE_URL /, '') });
  }
}

/** Faults of variables that are right each for itself. */
function contradictions(set: Readonly<Record<string, string | undefined>>): string[] {
  const { AUTH, HOST, PORT = '4000', METRICS_PORT } = set;
  const faults: string[] = [];
  if (AUTH === 'off' && HOST !== undefined && !isThisMachine(HOST)) {
    faults.push('AUTH must be on unless HOST is this machine alone: 127.0.0.1, ::1 or localhost');
  }
  if (METRICS_PORT === PORT && PORT !== '0') {
    faults.push('METRICS_PORT must be another than PORT: metrics are not for the public');
  }
  return [...faults, ...jwtContradictions(set)];
}
