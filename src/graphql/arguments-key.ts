import type { PageArguments } from '../kernel/page';

/** The arguments of a connection. */
export interface ListArguments extends PageArguments {
  readonly filter?: object | null;
  readonly orderBy?: string | null;
}

/**
 * A text that is the same for the same arguments: loaders of a page under many parents go by it, so it is
 * made for each of them, and is cheap where there are no cursors and no filter.
 */
export function argumentsKey(args: ListArguments): string {
  const { first, last, after, before, filter, orderBy } = args;
  const size = `${first ?? ''}/${last ?? ''}/${orderBy ?? ''}`;
  const more = after ?? before ?? filter ?? null;
  return more === null ? size : size + JSON.stringify([after, before, filter]);
}
