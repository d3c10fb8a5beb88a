import { CodedError } from './coded-error';

/** Most rows of a page. */
export const MAX_PAGE = 500;
/** Rows of a page when the client names no number. */
export const DEFAULT_PAGE = 20;
const LONGEST_CURSOR = 1024;

/** The four arguments of a Relay connection. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The values of the order's columns at a place in a list: what stands in a cursor. */
export type Place = readonly string[];

/** A page as a store reads it. */
export interface PageRequest {
  readonly limit: number;
  /** True for `last`: the rows nearest to `before`, still answered in the list's order. */
  readonly backward: boolean;
  readonly after: Place | null;
  readonly before: Place | null;
}

/** One page of a list (Relay Cursor Connections, section 4). */
export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/**
 * Checks the arguments of a connection.
 * @param order names the list's order; a cursor of another order is refused.
 * @param width how many values a place of that order has.
 * @param isPlace whether values are such as that list has: a forged cursor must not reach the database.
 * @throws CodedError BAD_USER_INPUT with the path of the argument.
 */
export function readPageArguments(
  args: PageArguments,
  order: string,
  width: number,
  isPlace: (place: Place) => boolean = () => true,
): PageRequest {
  if (typeof args.first === 'number' && typeof args.last === 'number') {
    throw invalid('last', 'first or last, not both', `first: ${args.first} and last: ${args.last}`);
  }
  const backward = typeof args.last === 'number';
  return {
    limit: checkedSize(
      backward ? 'last' : 'first',
      (backward ? args.last : args.first) ?? DEFAULT_PAGE,
    ),
    backward,
    after: readCursor('after', args.after, order, width, isPlace),
    before: readCursor('before', args.before, order, width, isPlace),
  };
}

function checkedSize(name: string, size: number): number {
  if (!Number.isInteger(size) || size < 0 || size > MAX_PAGE) {
    throw invalid(name, `a whole number from 0 to ${MAX_PAGE}`, String(size));
  }
  return size;
}

/** A place as clients hold it: opaque, and without authority (the tenant is always applied again). */
export function writeCursor(order: string, place: Place): string {
  return Buffer.from(JSON.stringify([order, ...place])).toString('base64url');
}

function readCursor(
  name: string,
  cursor: string | null | undefined,
  order: string,
  width: number,
  isPlace: (place: Place) => boolean,
): Place | null {
  if (cursor === null || cursor === undefined) return null;
  const required = 'a cursor of this list in this order, as the gateway gave it';
  if (cursor.length > LONGEST_CURSOR) throw invalid(name, required, `${cursor.length} characters`);
  const parts = parseCursor(cursor);
  if (parts?.length !== width + 1 || parts[0] !== order || !isPlace(parts.slice(1))) {
    throw invalid(name, required, 'a cursor of another list, or no cursor');
  }
  return parts.slice(1);
}

function parseCursor(cursor: string): string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}

/**
 * Makes a connection of the rows that a store read: up to `limit + 1` of them, in the order in which they
 * were read (from the end when backward).
 */
export function connectionOf<T>(
  rows: readonly T[],
  page: PageRequest,
  order: string,
  placeOf: (row: T) => Place,
): Connection<T> {
  const more = rows.length > page.limit;
  const kept = rows.slice(0, page.limit);
  if (page.backward) kept.reverse();
  const edges = kept.map((node) => new LazyEdge(node, order, placeOf));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.backward ? page.before !== null : more,
      hasPreviousPage: page.backward ? more : page.after !== null,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}

/** Most edges are never asked for their cursor: it is written when it is read. */
class LazyEdge<T> implements Edge<T> {
  constructor(
    readonly node: T,
    private readonly order: string,
    private readonly placeOf: (row: T) => Place,
  ) {}

  get cursor(): string {
    return writeCursor(this.order, this.placeOf(this.node));
  }
}

function invalid(path: string, required: string, came: string): CodedError {
  return new CodedError('BAD_USER_INPUT', `${path} must be ${required}; ${came} came`, {
    path,
    required,
    came,
  });
}
