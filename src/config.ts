import { z } from 'zod';
import { CodedError } from './kernel/coded-error';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const count = (low: number, high: number) => z.coerce.number().int().min(low).max(high);

const schema = z.object({
  PORT: count(0, 65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().min(1).default('sqlite:./learning-events.db'),
  TENANT: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,64}$/, '1 to 64 characters of A-Z a-z 0-9 _ . -')
    .default('default'),
  AUTH: z.enum(['on', 'off']).default('on'),
  GRAPHIQL: flag.default(true),
  INTROSPECTION: flag.default(true),
  MAX_BODY_BYTES: count(1_024, 64 * 1024 * 1024).default(8 * 1024 * 1024),
  MAX_EVENTS: count(1, 5_000).default(5_000),
  STRICT_SENSORS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((sensor) => sensor.trim())
        .filter(Boolean),
    )
    .default([]),
  ROUTER_SECRETS: z
    .string()
    .transform((text) => text.split(',').map((secret) => secret.trim()))
    .refine((all) => all.length <= 2, 'at most two secrets, with a comma between them')
    .refine((all) => all.every((one) => one.length >= 16), 'each at least 16 characters')
    .default([]),
  ROUTER_GATE: z.enum(['on', 'off']).optional(),
  DATABASE_CONNECTIONS: count(1, 500).default(10),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** What the gateway is told by its environment; README has the table. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly tenantId: string;
  /** Whether requests must show a credential; off on this machine alone. */
  readonly auth: 'on' | 'off';
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly maxBodyBytes: number;
  readonly maxEvents: number;
  /** Sensors whose events must conform to be stored; `*` stands for all. */
  readonly strictSensors: readonly string[];
  /** What a router shows in its header; two while one takes the place of the other. */
  readonly routerSecrets: readonly string[];
  /** Whether `_service` and `_entities` are answered to the router only. */
  readonly routerGate: boolean;
  readonly databaseConnections: number;
  readonly logLevel: string;
}

/**
 * Reads the environment, once.
 * @throws CodedError BAD_CONFIG that names every fault, and shows no value.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, text]) => text !== ''));
  const read = schema.safeParse(set);
  const issues = read.success ? [] : read.error.issues;
  const faults = [
    ...issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
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
    graphiql: data.GRAPHIQL,
    introspection: data.INTROSPECTION,
    maxBodyBytes: data.MAX_BODY_BYTES,
    maxEvents: data.MAX_EVENTS,
    strictSensors: data.STRICT_SENSORS,
    routerSecrets: data.ROUTER_SECRETS,
    routerGate: isClosed(data),
    databaseConnections: data.DATABASE_CONNECTIONS,
    logLevel: data.LOG_LEVEL,
  };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Faults of variables that are right each for itself. */
function contradictions({ AUTH, HOST }: Readonly<Record<string, string | undefined>>): string[] {
  if (AUTH !== 'off' || HOST === undefined || LOOPBACK.test(HOST)) return [];
  return ['AUTH: off is for a HOST that is this machine alone: 127.0.0.1, ::1 or localhost'];
}

/** Unless it is said, the gate is open only where nobody else can come: no secret, on this machine alone. */
function isClosed(data: z.infer<typeof schema>): boolean {
  if (data.ROUTER_GATE) return data.ROUTER_GATE === 'on';
  return data.ROUTER_SECRETS.length > 0 || !LOOPBACK.test(data.HOST);
}
