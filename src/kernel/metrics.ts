/** The door that events came through. */
export type Door = 'graphql' | 'caliper' | 'hub' | 'replay';

/** A request that was answered, or whose client went away (status 499). */
export interface AnsweredRequest {
  readonly method: string;
  /** The route's pattern, never the path: `/graphql`; `none` where no route matched. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** A GraphQL operation that was answered. */
export interface AnsweredOperation {
  /** `none` where the document could not be read so far. */
  readonly type: 'query' | 'mutation' | 'subscription' | 'none';
  readonly failed: boolean;
  readonly seconds: number;
}

/** What an ingest call came to, after its commit. */
export interface AcknowledgedCall {
  readonly door: Door;
  readonly source: string;
  readonly outcomes: readonly {
    readonly status: 'STORED' | 'DUPLICATE' | 'QUARANTINED' | 'REJECTED';
    readonly problems: readonly { readonly code: string }[];
  }[];
  readonly seconds: number;
}

/** A transaction that the write queue made of waiting calls. */
export interface WrittenGroup {
  readonly calls: number;
  readonly items: number;
  readonly seconds: number;
  readonly failed: boolean;
}

/**
 * What the parts of the gateway tell of their work, so that somebody can count it. Words that are told must
 * be ours (codes, routes, names of statements), never the senders': each new word is kept for ever.
 */
export interface Metrics {
  request(answered: AnsweredRequest): void;
  operation(answered: AnsweredOperation): void;
  /** Items have come through a door, whatever becomes of them. */
  received(door: Door, source: string, items: number): void;
  acknowledged(call: AcknowledgedCall): void;
  /** A whole call was refused, and nothing of it was stored. */
  refused(door: Door, source: string, code: string): void;
  written(group: WrittenGroup): void;
  /** @param limit which limit it was: `key`, `tenant`, `address`. */
  rateLimited(limit: string): void;
  /** @param reason why the credential was not believed: `unknown`, `expired`, `malformed`. */
  authenticationFailed(reason: string): void;
}

const nothing = (): void => {};

/** For a gateway whose work nobody counts. */
export const NO_METRICS: Metrics = {
  request: nothing,
  operation: nothing,
  received: nothing,
  acknowledged: nothing,
  refused: nothing,
  written: nothing,
  rateLimited: nothing,
  authenticationFailed: nothing,
};
