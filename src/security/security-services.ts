import type { Clock } from '../kernel/clock';
import type { Database } from '../storage/database';
import { ApiKeyVerifier } from './api-key-verifier';
import { ApiKeyService } from './api-key.service';
import { ApiKeyStore } from './api-key.store';
import { Authenticator, type CredentialVerifier } from './authenticator';
import { bootstrapKey } from './bootstrap-key';
import { FailureLimit } from './failure-limit';
import { LastUse } from './last-use';
import { ApiKeyResolver } from './resolvers/api-key.resolver';

/** What this module is told. */
export interface SecurityOptions {
  readonly clock: Clock;
  /** Credentials of one address that may be wrong in a minute. */
  readonly failuresPerMinute: number;
  /** Who verifies users' tokens; null where they are not believed. */
  readonly tokens: CredentialVerifier | null;
  /** Is told of what went wrong beside the requests. */
  readonly report: (error: unknown) => void;
}

/** What this module is made of, on one database. */
export interface SecurityServices {
  readonly authenticator: Authenticator;
  readonly keys: ApiKeyService;
  readonly resolvers: readonly object[];
  /** See bootstrapKey. */
  bootstrap(tenantId: string, given: string | null): Promise<string | null>;
  /** Writes what is yet to be written: before the database closes. */
  close(): Promise<void>;
}

/** The services of this module, and the instances of its resolvers. */
export function securityServices(database: Database, options: SecurityOptions): SecurityServices {
  const { clock } = options;
  const store = new ApiKeyStore(database);
  const lastUse = new LastUse(store, clock, options.report);
  const verifier = new ApiKeyVerifier(store, lastUse, clock);
  const keys = new ApiKeyService(database, store, clock, (id) => verifier.forget(id));
  const failures = new FailureLimit(options.failuresPerMinute);
  return {
    authenticator: new Authenticator(verifier, options.tokens, failures),
    keys,
    resolvers: [new ApiKeyResolver(keys)],
    bootstrap: (tenantId, given) => bootstrapKey(store, clock, tenantId, given),
    close: () => lastUse.write(),
  };
}
