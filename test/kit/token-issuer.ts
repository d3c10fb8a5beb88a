import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';

/** What a user's token says besides who issued it for whom. */
export type TokenClaims = JWTPayload;

/** A pair of keys of an issuer. */
interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/** An identity provider that signs tokens, and serves its public keys over HTTP as real ones do. */
export class TokenIssuer {
  /** Times that the keys were asked for. */
  requests = 0;
  /** The status that it answers with. */
  status = 200;
  /** What it answers in place of its keys. */
  body: string | null = null;
  private readonly keys: SigningKey[] = [];
  private readonly retired = new Set<string>();

  private constructor(private readonly server: Server) {}

  static readonly ISSUER = 'https://login.example.edu';
  static readonly AUDIENCE = 'learning-events';

  /** Starts one with an RS256 and an ES256 key. */
  static async start(): Promise<TokenIssuer> {
    let issuer: TokenIssuer | undefined = undefined;
    const server = createServer((_request, response) => {
      issuer?.answer((status, body) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = new TokenIssuer(server);
    await issuer.rotate('RS256', 'rsa-1');
    await issuer.rotate('ES256', 'ec-1');
    return issuer;
  }

  get jwksUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/jwks`;
  }

  /** The gateway's settings that believe it, those of `more` in their place. */
  settings() {
    return {
      issuer: TokenIssuer.ISSUER,
      audience: [TokenIssuer.AUDIENCE],
      ...{ jwksUrl: this.jwksUrl as string | null, keysFile: null as string | null },
      algorithms: ['RS256', 'ES256'],
      ...{ tenantClaim: null as string | null, tenants: [] as readonly string[] },
      persons: [],
      ...{ rolesClaim: null as string | null, adminRoles: [] as readonly string[] },
      ...{ scopeClaim: null as string | null, scopePrefix: 'leg:' },
    };
  }

  /** Adds a key. */
  async rotate(algorithm: string, kid: string): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
    this.keys.push({ privateKey, jwk });
  }

  /** Serves a key no longer. It still signs with it when it is told to. */
  retire(kid: string): void {
    this.retired.add(kid);
  }

  /** The public keys that it serves. */
  jwks(): { readonly keys: readonly JWK[] } {
    return {
      keys: this.keys.map(({ jwk }) => jwk).filter(({ kid = '' }) => !this.retired.has(kid)),
    };
  }

  /** A token that is good for five minutes, unless the claims say otherwise; a claim of undefined is left out. */
  sign(claims: TokenClaims = {}, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    const kid = header.kid ?? 'rsa-1';
    const signing = this.keys.find(({ jwk }) => jwk.kid === kid) ?? this.keys[0]!;
    return this.signWith(signing.privateKey, claims, {
      alg: signing.jwk.alg as string,
      kid,
      ...header,
    });
  }

  /** The same, by a key of somebody else. */
  signWith(
    key: CryptoKey | Uint8Array,
    claims: TokenClaims,
    header: JWTHeaderParameters,
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const all: TokenClaims = {
      ...{ iss: TokenIssuer.ISSUER, aud: TokenIssuer.AUDIENCE, sub: 'user-1', exp: now + 300 },
      ...claims,
    };
    // A signer of extensions must know them; whoever verifies need not.
    const crit = Object.fromEntries((header.crit ?? []).map((name) => [name, true]));
    return new SignJWT(all).setProtectedHeader(header).sign(key, { crit });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(send: (status: number, body: string) => void): void {
    this.requests += 1;
    send(this.status, this.body ?? JSON.stringify(this.jwks()));
  }
}
