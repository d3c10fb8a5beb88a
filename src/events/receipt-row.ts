import type { Problem } from '../kernel/problem';
import type { SqlValue } from '../storage/database';
import type { Outcome, WrittenReceipt } from './prepared';

/** The columns of `receipt` that a writer fills, in the order of `receiptRow`. */
export const RECEIPT_COLUMNS = [
  'tenant_id',
  'id',
  'source',
  'received_at',
  'received',
  'stored',
  'duplicates',
  'quarantined',
  'rejected',
  'outcomes',
] as const;

/** How many items ended in each way; their sum is what was received. */
export interface Tally {
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly rejected: number;
}

/** Counts outcomes: received = stored + duplicates + quarantined + rejected. */
export function tally(outcomes: readonly Outcome[]): Tally {
  const count = (status: Outcome['status']) =>
    outcomes.reduce((sum, one) => sum + (one.status === status ? 1 : 0), 0);
  return {
    received: outcomes.length,
    stored: count('STORED'),
    duplicates: count('DUPLICATE'),
    quarantined: count('QUARANTINED'),
    rejected: count('REJECTED'),
  };
}

/** A receipt as a row. */
export function receiptRow(tenantId: string, receipt: WrittenReceipt): SqlValue[] {
  const { id, source, receivedAt, outcomes } = receipt;
  const { received, stored, duplicates, quarantined, rejected } = tally(outcomes);
  const counts = [received, stored, duplicates, quarantined, rejected];
  return [tenantId, id, source, receivedAt, ...counts, JSON.stringify(outcomes.map(pack))];
}

type Packed = [letter: string, id: string | null, problems?: readonly Problem[]];
const LETTERS = { STORED: 'S', DUPLICATE: 'D', QUARANTINED: 'Q', REJECTED: 'R' } as const;
const STATUSES: Record<string, Outcome['status']> = {
  S: 'STORED',
  D: 'DUPLICATE',
  Q: 'QUARANTINED',
  R: 'REJECTED',
};

function pack(outcome: Outcome): Packed {
  const packed: Packed = [LETTERS[outcome.status], outcome.eventId ?? outcome.quarantineId];
  if (outcome.problems.length > 0) packed.push(outcome.problems);
  return packed;
}

/** The outcomes of a stored receipt. */
export function unpackOutcomes(text: string): Outcome[] {
  return (JSON.parse(text) as Packed[]).map(([letter, id, problems = []]) => ({
    status: STATUSES[letter] as Outcome['status'],
    eventId: letter === 'Q' ? null : id,
    quarantineId: letter === 'Q' ? id : null,
    problems,
  }));
}
