import type { Reach } from '../kernel/reach';
import type { SqlTime } from '../kernel/timestamp';
import { andAll } from '../storage/condition';
import type { Database } from '../storage/database';
import type { EventSource } from './event.entity';
import { senderReach } from './event-reach';
import type { WrittenReceipt } from './prepared';
import { unpackOutcomes } from './receipt-row';

/** Reads receipts. */
export class ReceiptStore {
  constructor(private readonly database: Database) {}

  /** A receipt by its id; null when the reach has none of that id. */
  async byId(reach: Reach, id: string): Promise<WrittenReceipt | null> {
    const where = andAll(senderReach(reach));
    const [row] = await this.database.sql.rows<{
      id: string;
      source: EventSource;
      receivedAt: SqlTime;
      outcomes: string;
    }>(
      'receipts.by-id',
      `SELECT id, source, received_at AS receivedAt, outcomes FROM receipt
        WHERE tenant_id = ? AND id = ?${where.text}`,
      [reach.tenantId, id, ...where.values],
    );
    return row
      ? {
          id: row.id,
          source: row.source,
          receivedAt: row.receivedAt,
          outcomes: unpackOutcomes(row.outcomes),
        }
      : null;
  }
}
