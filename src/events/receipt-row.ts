import type { Problem } from '../kernel/problem';
import type { SqlValue } from '../storage/database';
import { fittingProblems, MAX_PROBLEM_TEXT } from './fitting-problems';
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
  'subject',
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
export function receiptRow(tenantId: string, subject: string, receipt: WrittenReceipt): SqlValue[] {
  const { id, source, receivedAt, outcomes } = receipt;
  const { received, stored, duplicates, quarantined, rejected } = tally(outcomes);
  const counts = [received, stored, duplicates, quarantined, rejected];
  return [tenantId, id, source, receivedAt, ...counts, outcomesText(outcomes), subject];
}

/** All problems where a row can hold them, else the first ones of each item: the quarantine has the rest. */
function outcomesText(outcomes: readonly Outcome[]): string {
  const text = JSON.stringify(outcomes.map(pack));
  if (text.length <= MAX_PROBLEM_TEXT) return text;
  const share = MAX_PROBLEM_TEXT / outcomes.length;
  const fitting = outcomes.map((outcome) => {
    return pack({ ...outcome, problems: fittingProblems(outcome.problems, share) });
  });
  return JSON.stringify(fitting);
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
