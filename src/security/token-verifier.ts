import { hash } from 'node:crypto';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Clock } from '../kernel/clock';
import type { Principal } from '../kernel/principal';
import type { CredentialVerifier } from './authenticator';
import { BoundedMap } from './bounded-map';
import { type ClaimMapping, principalOf } from './token-claims';
import { unauthenticated } from './unauthenticated';

/** Whose tokens are believed. */
export interface TokenOptions extends ClaimMapping {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly string[];
}

/** Seconds that the issuer's clock may differ from ours. */
const TOLERANCE = 60;
/** Milliseconds that a token is believed without being verified again. */
const REMEMBERED = 60_000;
const TOKENS = 10_000;

/**
 * Verifies users' tokens: JWTs (RFC 7519), signed, in the compact form. Of a header only `alg`, which must be
 * allowed, `kid`, which must be the issuer's, and `crit`, which must be empty, mean anything: `jku`, `x5u`,
 * `x5c` and `jwk` are the sender's own words (RFC 8725 section 3.10).
 */
export class TokenVerifier implements CredentialVerifier {
  private readonly known = new BoundedMap<
    string,
    { readonly principal: Principal; readonly until: number }
  >(TOKENS);

  constructor(
    private readonly findKey: JWTVerifyGetKey,
    private readonly options: TokenOptions,
    private readonly clock: Clock,
  ) {}

  recall(token: string): Principal | null {
    const known = this.known.get(digestOf(token));
    return known && known.until > this.clock() ? known.principal : null;
  }

  async verify(token: string): Promise<Principal> {
    const { issuer, audience, algorithms } = this.options;
    const now = this.clock();
    const { payload } = await jwtVerify(token, this.findKey, {
      issuer,
      audience: [...audience],
      algorithms: [...algorithms],
      clockTolerance: TOLERANCE,
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(now),
    }).catch(refusal);
    const principal = principalOf(payload, this.options);
    if (!principal) throw unauthenticated();
    const end = ((payload.exp ?? 0) + TOLERANCE) * 1000;
    this.known.set(digestOf(token), { principal, until: Math.min(end, now + REMEMBERED) });
    return principal;
  }
}

/** What jose says of a token is for nobody: every fault has the same answer. */
function refusal(error: unknown): never {
  if (error instanceof errors.JOSEError || error instanceof TypeError) throw unauthenticated();
  throw error;
}

/** A token is remembered by its digest: a dump of the memory holds none that is good. */
function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}
