import type { Outcome, WrittenReceipt } from './prepared';
import { type Tally, tally } from './receipt-row';

/** A receipt as clients see it. */
export interface ReceiptView extends Omit<WrittenReceipt, 'outcomes'>, Tally {
  readonly outcomes: readonly OutcomeView[];
}

/** An outcome with its place in the call. */
export interface OutcomeView extends Outcome {
  readonly index: number;
}

/** Counts a receipt's outcomes and numbers them. */
export function receiptView(receipt: WrittenReceipt): ReceiptView {
  const { id, source, receivedAt, outcomes } = receipt;
  const numbered = outcomes.map((outcome, index) => ({ ...outcome, index }));
  return { id, source, receivedAt, ...tally(outcomes), outcomes: numbered };
}
