import type { SqlTime } from '../kernel/timestamp';

/** Whom an identifier names. */
export interface KnownName {
  readonly key: string;
  readonly entityId: string;
  /** Digest of the names that are known to belong with it; null when none were. */
  readonly namesDigest: string | null;
}

/** The same with what the directory knows of the entity: attributes by column. */
export interface KnownIdentifier extends KnownName {
  /** Null when the entity's own row is missing. */
  readonly asOf: SqlTime | null;
  readonly [attribute: string]: string | null;
}

/** A membership as it is stored. */
export interface KnownMembership {
  readonly id: string;
  readonly roles: string;
  readonly status: string | null;
  readonly asOf: SqlTime;
}
