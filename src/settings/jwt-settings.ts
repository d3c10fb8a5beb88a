import { z } from 'zod';
import type { IdentifierType } from '../kernel/roster';
import { list } from './rules';

/** As which name in the directory a claim of a token is taken. */
export interface PersonClaim {
  readonly claim: string;
  readonly type: IdentifierType;
  /** Where the value is unique; empty for IRI and EMAIL. */
  readonly system: string;
}

/** Whose tokens are believed, and what their claims mean. */
export interface JwtSettings {
  /** `iss`, byte for byte. */
  readonly issuer: string;
  /** Of `aud`, one at least. */
  readonly audience: readonly string[];
  /** Where the issuer's public keys are: one of the two is given. */
  readonly jwksUrl: string | null;
  readonly keysFile: string | null;
  /** Signature algorithms that are taken (RFC 7518, RFC 8037). */
  readonly algorithms: readonly string[];
  /** The claim that names the tenant; null: every token is of the gateway's own. */
  readonly tenantClaim: string | null;
  /** Tenants that the issuer may name. */
  readonly tenants: readonly string[];
  readonly persons: readonly PersonClaim[];
  readonly rolesClaim: string | null;
  /** Roles whose holders administer the tenant. */
  readonly adminRoles: readonly string[];
  readonly scopeClaim: string | null;
  /** What stands before a scope of ours in that claim. */
  readonly scopePrefix: string;
}

/** Asymmetric only: with a shared secret, whoever can check a token can make one. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;

const PERSON_TYPES: readonly IdentifierType[] = [
  ...(['IRI', 'BB_USER_ID', 'BB_USER_EXTERNAL_ID', 'EMAIL', 'PARTICIPANT_ID', 'OTHER'] as const),
];
/** Types whose value is unique everywhere, so that no system may stand beside them. */
const WITHOUT_SYSTEM: readonly string[] = ['EMAIL', 'IRI'];

/** The variables, for the schema of all. */
export const JWT_VARIABLES = {
  JWT_ISSUER: z.string().optional(),
  JWT_AUDIENCE: list.default([]),
  JWT_JWKS_URL: z.string().refine(isKeysUrl, 'must be an https URL').optional(),
  JWT_KEYS_FILE: z.string().optional(),
  JWT_ALGORITHMS: list.pipe(z.array(z.enum(ALGORITHMS))).default([...ALGORITHMS]),
  JWT_TENANT_CLAIM: z.string().optional(),
  JWT_TENANTS: list.default([]),
  JWT_PERSON_CLAIMS: list
    .transform((all) => all.map(readPersonClaim))
    .refine((all) => !all.includes(null), 'must be claim=TYPE@system, with commas between them')
    .transform((all) => all.filter((one) => one !== null))
    .default([]),
  JWT_ROLES_CLAIM: z.string().optional(),
  JWT_ADMIN_ROLES: list.default([]),
  JWT_SCOPE_CLAIM: z.string().optional(),
  JWT_SCOPE_PREFIX: z.string().default('leg:'),
};

/** The settings that the variables are; null where no issuer is named. */
export function jwtSettings(data: z.infer<z.ZodObject<typeof JWT_VARIABLES>>): JwtSettings | null {
  if (data.JWT_ISSUER === undefined) return null;
  return {
    issuer: data.JWT_ISSUER,
    audience: data.JWT_AUDIENCE,
    jwksUrl: data.JWT_JWKS_URL ?? null,
    keysFile: data.JWT_KEYS_FILE ?? null,
    algorithms: data.JWT_ALGORITHMS,
    tenantClaim: data.JWT_TENANT_CLAIM ?? null,
    tenants: data.JWT_TENANTS,
    persons: data.JWT_PERSON_CLAIMS,
    rolesClaim: data.JWT_ROLES_CLAIM ?? null,
    adminRoles: data.JWT_ADMIN_ROLES,
    scopeClaim: data.JWT_SCOPE_CLAIM ?? null,
    scopePrefix: data.JWT_SCOPE_PREFIX,
  };
}

/** `claim=TYPE` or `claim=TYPE@system`; null for anything else. */
function readPersonClaim(text: string): PersonClaim | null {
  const [, claim = '', word = '', system = ''] = /^([^=]+)=([A-Z_]+)(?:@(.+))?$/.exec(text) ?? [];
  const type = PERSON_TYPES.find((one) => one === word);
  if (type === undefined || (system === '') !== WITHOUT_SYSTEM.includes(type)) return null;
  return { claim, type, system };
}

/** Public keys are fetched where nobody on the way can change them: by TLS, or on this machine. */
function isKeysUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere);
}

/** Faults of variables that belong together, or exclude each other. */
export function jwtContradictions(set: Readonly<Record<string, string | undefined>>): string[] {
  const given = Object.keys(set).filter((name) => name.startsWith('JWT_') && set[name]);
  if (given.length === 0) return [];
  const faults = ['JWT_ISSUER', 'JWT_AUDIENCE']
    .filter((name) => !set[name])
    .map((name) => `${name} must be given where another JWT_ variable is`);
  if (Boolean(set['JWT_JWKS_URL']) === Boolean(set['JWT_KEYS_FILE'])) {
    faults.push('JWT_JWKS_URL or JWT_KEYS_FILE must be given, and not both');
  }
  for (const [name, other] of PAIRS) {
    if (Boolean(set[name]) && !set[other]) faults.push(`${other} must be given where ${name} is`);
  }
  return faults;
}

const PAIRS = [
  ['JWT_TENANTS', 'JWT_TENANT_CLAIM'],
  ['JWT_TENANT_CLAIM', 'JWT_TENANTS'],
  ['JWT_ADMIN_ROLES', 'JWT_ROLES_CLAIM'],
  ['JWT_ROLES_CLAIM', 'JWT_ADMIN_ROLES'],
  ['JWT_SCOPE_PREFIX', 'JWT_SCOPE_CLAIM'],
] as const;
