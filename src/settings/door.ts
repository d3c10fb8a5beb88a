import { z } from 'zod';
import { MAX_JSON_VALUES } from '../kernel/json';
import { list, wholeNumber } from './rules';

/** The variables of what requests may be and cost. */
export const DOOR_VARIABLES = {
  MAX_EVENT_VALUES: wholeNumber(100, 1_000_000).default(MAX_JSON_VALUES),
  MAX_DOCUMENT_BYTES: wholeNumber(1_024, 1_048_576).default(65_536),
  MAX_TOKENS: wholeNumber(100, 100_000).default(5_000),
  MAX_DEPTH: wholeNumber(3, 50).default(15),
  MAX_ALIASES: wholeNumber(0, 1_000).default(100),
  MAX_ALIASES_OF_FIELD: wholeNumber(0, 1_000).default(15),
  MAX_COST: wholeNumber(100, 10_000_000).default(50_000),
  MAX_ANSWER_BYTES: wholeNumber(65_536, 268_435_456).default(16 * 1024 * 1024),
  STATEMENT_TIMEOUT: wholeNumber(1, 300).default(10),
  REQUEST_DEADLINE: wholeNumber(1, 600).default(30),
  MAX_CONNECTIONS: wholeNumber(1, 1_000_000).default(10_000),
  ALLOWED_HOSTS: list.default([]),
  CORS_ORIGINS: list
    .refine(
      (all) => all.every((one) => /^https?:\/\/[^/*\s]+$/.test(one)),
      'must be origins such as https://portal.example.edu, with commas between them',
    )
    .default([]),
  TRUST_PROXY: list.default([]),
  RATE_LIMIT: wholeNumber(0, 1_000_000_000).optional(),
  RATE_LIMIT_TENANT: wholeNumber(0, 1_000_000_000).optional(),
  RATE_LIMIT_EVENT: wholeNumber(0, 1_000).default(1),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, 'must be redis://… or rediss://…')
    .optional(),
};

/** What requests may be and cost, as the gateway uses it. */
export interface DoorSettings {
  /** Members and elements of one Caliper event or description, at all its levels. */
  readonly maxEventValues: number;
  readonly maxDocumentBytes: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxAliasesOfField: number;
  /** Units of one operation. */
  readonly maxCost: number;
  readonly maxAnswerBytes: number;
  /** Seconds. */
  readonly statementTimeout: number;
  /** Seconds. */
  readonly requestDeadline: number;
  readonly maxConnections: number;
  readonly allowedHosts: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly trustProxy: readonly string[];
  /** Units of a minute for one key or user; 0: not limited. */
  readonly rateLimit: number;
  /** Units of a minute for a tenant; 0: not limited. */
  readonly rateLimitTenant: number;
  /** Units of one event that is taken in. */
  readonly rateLimitEvent: number;
  /** Where gateways share what was spent; null: each counts for itself. */
  readonly redisUrl: string | null;
}

/**
 * The settings that the variables say.
 * @param auth where nobody must say who they are there is nobody to tell from another, and nothing is limited.
 */
export function doorSettings(
  set: z.infer<z.ZodObject<typeof DOOR_VARIABLES>>,
  auth: 'on' | 'off',
): DoorSettings {
  return {
    maxEventValues: set.MAX_EVENT_VALUES,
    maxDocumentBytes: set.MAX_DOCUMENT_BYTES,
    maxTokens: set.MAX_TOKENS,
    maxDepth: set.MAX_DEPTH,
    maxAliases: set.MAX_ALIASES,
    maxAliasesOfField: set.MAX_ALIASES_OF_FIELD,
    maxCost: set.MAX_COST,
    maxAnswerBytes: set.MAX_ANSWER_BYTES,
    statementTimeout: set.STATEMENT_TIMEOUT,
    requestDeadline: set.REQUEST_DEADLINE,
    maxConnections: set.MAX_CONNECTIONS,
    allowedHosts: set.ALLOWED_HOSTS.map((host) => host.toLowerCase()),
    corsOrigins: set.CORS_ORIGINS,
    trustProxy: set.TRUST_PROXY,
    rateLimit: set.RATE_LIMIT ?? (auth === 'on' ? 600_000 : 0),
    rateLimitTenant: set.RATE_LIMIT_TENANT ?? (auth === 'on' ? 3_000_000 : 0),
    rateLimitEvent: set.RATE_LIMIT_EVENT,
    redisUrl: set.REDIS_URL ?? null,
  };
}
