import type { Scope } from '../kernel/principal';
import type { SqlTime } from '../kernel/timestamp';

/** What a key is good for. */
export interface ApiKeyRights {
  readonly scopes: readonly Scope[];
  /** Hub programs that it is bound to; null: to none in particular. */
  readonly programs: readonly string[] | null;
  /** Caliper sensors that it is bound to; null: to none in particular. */
  readonly sensors: readonly string[] | null;
}

/** An API key as it may be shown: never the key itself, nor its hash. */
export interface ApiKey extends ApiKeyRights {
  readonly id: string;
  readonly name: string;
  readonly createdAt: SqlTime;
  /** Subject of the principal that made it. */
  readonly createdBy: string;
  /** When it stops being good; null: never by itself. */
  readonly expiresAt: SqlTime | null;
  readonly revokedAt: SqlTime | null;
  /** When it was last used, to the minute or so; null: never. */
  readonly lastUsedAt: SqlTime | null;
}

/** A key with what is stored of its secret. */
export interface StoredApiKey extends ApiKey {
  readonly tenantId: string;
  readonly hash: string;
}

/** A key that was made just now, with its text: the only time that anybody sees it. */
export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  /** `leg_` and 71 digits and letters. */
  readonly key: string;
}
