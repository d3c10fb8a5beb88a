import { CodedError } from '../kernel/coded-error';
import type { Principal } from '../kernel/principal';
import { KEY_PREFIX } from './api-key-text';
import type { FailureLimit } from './failure-limit';
import { unauthenticated } from './unauthenticated';

/** What tells whose a credential of one kind is. */
export interface CredentialVerifier {
  /** The principal of a credential that is remembered; null for any other, good or not. */
  recall(credential: string): Principal | null;
  /** @throws CodedError UNAUTHENTICATED, or UNAVAILABLE when nobody can tell now. */
  verify(credential: string): Promise<Principal>;
}

/** Longest credential that is read, in characters. */
const LONGEST = 8_192;

/** Tells whose a credential is: an API key by its prefix, anything else a user's token. */
export class Authenticator {
  /** @param tokens null where users' tokens are not believed. */
  constructor(
    private readonly keys: CredentialVerifier,
    private readonly tokens: CredentialVerifier | null,
    private readonly failures: FailureLimit,
  ) {}

  /**
   * @param credential the bare key or token, without a scheme; null where none was shown.
   * @throws CodedError UNAUTHENTICATED, the same for whatever is wrong with it, or UNAVAILABLE.
   */
  async authenticate(credential: string | null): Promise<Principal> {
    const verifier = this.verifierOf(credential);
    if (credential === null || !verifier) throw unauthenticated();
    return verifier.recall(credential) ?? verifier.verify(credential);
  }

  /**
   * The same for a request from an address that may fail only so often. A credential that is remembered
   * is good wherever it comes from: a neighbour behind the same address costs nobody theirs.
   * @throws CodedError RATE_LIMITED too.
   */
  authenticateFrom(address: string, credential: string | null): Principal | Promise<Principal> {
    const known = credential === null ? null : this.verifierOf(credential)?.recall(credential);
    return known ?? this.authenticateUnknown(address, credential);
  }

  private async authenticateUnknown(
    address: string,
    credential: string | null,
  ): Promise<Principal> {
    if (credential === null) throw unauthenticated();
    await this.failures.check(address);
    try {
      return await this.authenticate(credential);
    } catch (error) {
      const isWrong = error instanceof CodedError && error.code === 'UNAUTHENTICATED';
      if (isWrong) await this.failures.count(address);
      throw error;
    }
  }

  private verifierOf(credential: string | null): CredentialVerifier | null {
    if (credential === null || credential.length > LONGEST) return null;
    return credential.startsWith(KEY_PREFIX) ? this.keys : this.tokens;
  }
}
