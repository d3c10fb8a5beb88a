import type { SqlTime } from '../kernel/timestamp';

/** What the directory knows of the entity that an identifier names: attributes by column. */
export interface KnownIdentifier {
  readonly key: string;
  readonly entityId: string;
  /** Digest of the names that are known to belong with it; null when none were. */
  readonly namesDigest: string | null;
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
