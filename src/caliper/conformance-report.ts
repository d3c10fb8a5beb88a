import type { Problem } from '../kernel/problem';
import type { Dialect } from './dialect';

/** What one item of a body was taken for. */
export interface ConformanceItem {
  /** JSON pointer (RFC 6901) of the item in the body. */
  readonly path: string;
  readonly kind: 'EVENT' | 'ENTITY';
  /** The type as it was sent; null where there was none. */
  readonly type: string | null;
  /** The version by whose rules it was judged. */
  readonly dialect: Dialect;
  /** True when it has no ERROR of its own, whatever its envelope has, and all of it was looked at. */
  readonly conformant: boolean;
}

/** What a dry run of a body found. */
export interface ConformanceReport {
  /** True when there is no issue of severity ERROR, and everything was looked at. */
  readonly conformant: boolean;
  readonly envelopes: number;
  readonly events: number;
  readonly entities: number;
  /** All that were found, also beyond those reported; after 20,000 nothing more is looked at. */
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** One per event and entity that was looked at, in the order of the body. */
  readonly items: ConformanceItem[];
  /** At most 1,000: errors first, then warnings, then the rest, each in the order of the body. */
  readonly issues: Problem[];
  /** True when more issues were found than are reported. */
  readonly truncated: boolean;
}
