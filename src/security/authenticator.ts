import type { Principal } from '../kernel/principal';
import { unauthenticated } from './unauthenticated';

/** Tells whose a credential is. */
export class Authenticator {
  /**
   * @param credential the bare key or token, without a scheme; null where none was shown.
   * @throws CodedError UNAUTHENTICATED, the same for whatever is wrong with it.
   */
  async authenticate(_credential: string | null): Promise<Principal> {
    throw unauthenticated();
  }
}
