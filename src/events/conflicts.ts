import { error, type Problem } from '../kernel/problem';
import type { Claim } from './claims';
import type { PreparedEvent, PreparedIngest, PreparedItem } from './prepared';

type Holders = ReadonlyMap<string, Claim>;

/** Thrown to undo a write in which events lost their identity to others; it is done again without them. */
export class ConflictsFound extends Error {
  constructor(readonly ingests: readonly PreparedIngest[]) {
    super('events lost their identity to others with other content');
  }
}

/**
 * The calls with every event that has lost its identity to a stored one turned into what becomes of it; null
 * where none has. Of two such events of one write the second entered nothing yet: `outcomesOf` tells it.
 * @param entered the events of this write that told the directory something, by identity.
 */
export function withoutConflicts(
  ingests: readonly PreparedIngest[],
  holders: Holders,
  entered: ReadonlyMap<string, { readonly event: PreparedEvent }>,
): PreparedIngest[] | null {
  const lost = new Set<PreparedEvent>();
  for (const [identity, { event }] of entered) {
    const holder = holders.get(identity);
    if (holder && holder.contentHash !== event.contentHash) lost.add(event);
  }
  if (lost.size === 0) return null;
  return ingests.map((ingest) => ({
    ...ingest,
    items: ingest.items.map((item) =>
      item.kind === 'EVENT' && lost.has(item.event) ? loserOf(item, holders) : item,
    ),
  }));
}

function loserOf(
  { event, onConflict }: Extract<PreparedItem, { kind: 'EVENT' }>,
  holders: Holders,
): PreparedItem {
  const problems = [conflict((holders.get(event.identity) as Claim).id)];
  return onConflict
    ? { kind: 'QUARANTINE', quarantine: onConflict(problems) }
    : { kind: 'REJECTED', problems };
}

/** What an event is told whose identity other content holds. */
export function conflict(id: string): Problem {
  return error(
    'CONFLICT',
    '',
    `an event with this identity is stored as ${id} and has other content; it was left as it is`,
    { required: 'the content that was sent first, or another identity' },
  );
}
