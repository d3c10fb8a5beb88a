import type { WrittenReceipt } from './prepared';
import { tally } from './receipt-row';
import type { EventSourceEnum } from './types/event.type';
import type { IngestReceiptType, OutcomeStatus } from './types/receipt.type';

/** A receipt as clients see it. */
export function receiptView(receipt: WrittenReceipt): IngestReceiptType {
  const { id, source, receivedAt, outcomes } = receipt;
  return {
    id,
    source: source as EventSourceEnum,
    receivedAt,
    ...tally(outcomes),
    outcomes: outcomes.map((outcome, index) => ({
      ...outcome,
      index,
      status: outcome.status as OutcomeStatus,
    })),
  };
}
