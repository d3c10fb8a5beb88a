import type { Finder } from './finder';

/** What a relation to one row answers: at once when it is known, else when it has been read. */
export type Maybe<T> = T | null | Promise<T | null>;

/** The row that belongs to another: the one that was read along with it, else the one with that id. */
export function toOne<T>(
  joined: T | null | undefined,
  id: string | null,
  finder: Finder<T>,
): Maybe<T> {
  if (joined !== undefined) return joined;
  return id === null ? null : finder.load(id);
}
