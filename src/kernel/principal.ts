import { CodedError } from './coded-error';
import type { IdentifierRef } from './roster';

/** What a credential may do at all; the policy (`security/policy.ts`) says what each is needed for. */
export const SCOPES = [
  'hub:publish',
  'caliper:ingest',
  'events:read',
  'roster:write',
  'pii:read',
  'admin',
] as const;

/** One thing that a credential may do. */
export type Scope = (typeof SCOPES)[number];

/** On whose behalf a request runs: who was authenticated, and what the credential is good for. */
export interface Principal {
  /** At most 64 characters of `A-Z a-z 0-9 _ . -`: the first column of every key. */
  readonly tenantId: string;
  /**
   * Who it is, for receipts, rate limits and logs: `key:` and the key's id, `user:` and a digest of issuer
   * and subject, or `local` where nobody has to say who they are. At most 64 characters, no personal data.
   */
  readonly subject: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Hub programs that it is bound to; null: to none in particular. */
  readonly programs: readonly string[] | null;
  /** Caliper sensors that it is bound to; null: to none in particular. */
  readonly sensors: readonly string[] | null;
  /** Names in the directory of the person that a user is, the surest first; null for keys. */
  readonly person: readonly IdentifierRef[] | null;
}

/** Whether somebody may do a thing. An admin may do everything but see personal data, which is always said. */
export function holds({ scopes }: Principal, scope: Scope): boolean {
  return scopes.has(scope) || (scope !== 'pii:read' && scopes.has('admin'));
}

/**
 * Lets through who holds any of the scopes; none named: everybody.
 * @param what they want to do, as the error names it: `publishHubEvents`.
 * @throws CodedError FORBIDDEN, saying which scope is needed.
 */
export function requireScope(principal: Principal, what: string, anyOf: readonly Scope[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => holds(principal, scope))) return;
  const required = anyOf.join(' or ');
  const came = [...principal.scopes].join(', ') || 'none';
  const message = `${what} needs the scope ${required}; a credential with ${came} came`;
  throw new CodedError('FORBIDDEN', message, { required, came });
}

/** Whoever reaches a gateway that asks for no credential: everything in its one tenant. */
export function localPrincipal(tenantId: string): Principal {
  return {
    tenantId,
    subject: 'local',
    scopes: new Set(SCOPES),
    programs: null,
    sensors: null,
    person: null,
  };
}
