import { digest } from '../kernel/id';
import { type Principal, type Scope, SCOPES } from '../kernel/principal';
import { type IdentifierRef, type IdentifierType, MAX_IDENTIFIER } from '../kernel/roster';

/** What a token says, once its signature was found good (RFC 7519 section 4). */
export type Claims = Readonly<Record<string, unknown>>;

/** What claims mean here. */
export interface ClaimMapping {
  /** The tenant of tokens where no claim names one. */
  readonly tenantId: string;
  /** The claim that names the tenant, one of `tenants`; null where none does. */
  readonly tenantClaim: string | null;
  readonly tenants: readonly string[];
  /** Claims that name the person in the directory, the surest first. */
  readonly persons: readonly {
    readonly claim: string;
    readonly type: IdentifierType;
    readonly system: string;
  }[];
  readonly rolesClaim: string | null;
  /** Roles that mean the scope `admin`. */
  readonly adminRoles: readonly string[];
  /** The claim that lists scopes, each of ours behind `scopePrefix`; null: tokens have none. */
  readonly scopeClaim: string | null;
  readonly scopePrefix: string;
}

/**
 * On whose behalf a request with a token runs. What no setting maps is not looked at.
 * @returns null for a token of no tenant that the issuer may name, or without a subject.
 */
export function principalOf(claims: Claims, mapping: ClaimMapping): Principal | null {
  const { iss, sub } = claims;
  const tenantId = tenantOf(claims, mapping);
  if (tenantId === null || typeof sub !== 'string' || sub === '') return null;
  return {
    tenantId,
    subject: `user:${digest(typeof iss === 'string' ? iss : '', sub)}`,
    scopes: scopesOf(claims, mapping),
    programs: null,
    sensors: null,
    person: personOf(claims, mapping),
  };
}

function tenantOf(claims: Claims, { tenantId, tenantClaim, tenants }: ClaimMapping): string | null {
  if (tenantClaim === null) return tenantId;
  const named = claimAt(claims, tenantClaim);
  return typeof named === 'string' && tenants.includes(named) ? named : null;
}

function scopesOf(claims: Claims, mapping: ClaimMapping): ReadonlySet<Scope> {
  const { rolesClaim, adminRoles, scopeClaim, scopePrefix } = mapping;
  // A user reads what is their own, by whatever scopes; how far that goes is the directory's to say.
  const scopes = new Set<Scope>(['events:read']);
  if (rolesClaim !== null) {
    const roles = textsAt(claims, rolesClaim);
    if (adminRoles.some((role) => roles.includes(role))) scopes.add('admin');
  }
  if (scopeClaim !== null) {
    const said = textsAt(claims, scopeClaim).flatMap((text) => text.split(' '));
    for (const scope of SCOPES) if (said.includes(scopePrefix + scope)) scopes.add(scope);
  }
  return scopes;
}

/** Never null, which is for keys: a user whom no claim names is nobody in the directory, and sees nothing of it. */
function personOf(claims: Claims, { persons }: ClaimMapping): readonly IdentifierRef[] {
  const names = persons.flatMap(({ claim, type, system }): IdentifierRef[] => {
    const value = claimAt(claims, claim);
    if (typeof value !== 'string' || !isIdentifier(value)) return [];
    // OpenID Connect Core section 5.1: an address that is not verified may be anybody's.
    if (type === 'EMAIL' && claims['email_verified'] === false) return [];
    return [{ type, system, value }];
  });
  return names;
}

function isIdentifier(value: string): boolean {
  return (
    value !== '' && value.length <= MAX_IDENTIFIER && !value.includes('\0') && value.isWellFormed()
  );
}

/** A text, or the texts of a list, at a claim. */
function textsAt(claims: Claims, name: string): string[] {
  const value = claimAt(claims, name);
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string');
}

/** A claim by its name, or by a path with dots (`realm_access.roles`) where none has the whole name. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Claims)[step];
  }
  return at;
}
