import type { Dialect } from '../dialect';
import { words } from './words';

/** The types that one part of an event may have; an empty list leaves it open. */
export interface EventParts {
  readonly actor: readonly string[];
  readonly object: readonly string[];
  readonly generated: readonly string[];
  readonly target: readonly string[];
  readonly referrer: readonly string[];
}

/** One type of event: the declaration from which everything that is said about it is derived. */
export interface EventRow extends EventParts {
  readonly since: Dialect;
  /** The actions of 1.1 and 1.2; empty where any action may be used. */
  readonly actions: ReadonlySet<string>;
  /** Actions that only 1.0 has; 1.1 still takes them as deprecated. */
  readonly oldActions: ReadonlySet<string>;
  /** What one action asks for beyond the rest of the row. */
  readonly byAction: ReadonlyMap<string, Partial<EventParts> & { readonly requires?: string }>;
  /** What to use instead, where the type is deprecated since 1.1. */
  readonly deprecated: string | null;
  /** A sentence about a real one. */
  readonly example: string;
}

/** A row as it is written in a table: lists are words with spaces or bars between them. */
interface EventCells {
  readonly since?: Dialect;
  readonly actor?: string;
  readonly actions?: string;
  readonly oldActions?: string;
  readonly object?: string;
  readonly generated?: string;
  readonly target?: string;
  readonly referrer?: string;
  readonly byAction?: Readonly<Record<string, PartCells & { readonly requires?: string }>>;
  readonly deprecated?: string;
  readonly example: string;
}

interface PartCells {
  readonly actor?: string;
  readonly object?: string;
  readonly generated?: string;
}

/** Reads the cells of one row. */
export function eventRow(cells: EventCells): EventRow {
  const { since = 'V1P0', actions = '', oldActions = '', byAction = {}, example } = cells;
  return {
    since,
    example,
    actor: words(cells.actor ?? 'Person'),
    object: words(cells.object ?? ''),
    generated: words(cells.generated ?? ''),
    target: words(cells.target ?? ''),
    referrer: words(cells.referrer ?? ''),
    actions: new Set(words(actions)),
    oldActions: new Set(words(oldActions)),
    byAction: new Map(
      Object.entries(byAction).map(([action, { requires, ...parts }]) => [
        action,
        {
          ...Object.fromEntries(Object.entries(parts).map(([part, cell]) => [part, words(cell)])),
          ...(requires === undefined ? {} : { requires }),
        },
      ]),
    ),
    deprecated: cells.deprecated ?? null,
  };
}
