import type { SqlTime } from '../kernel/timestamp';
import type { Database } from '../storage/database';
import type { EventSource } from './event.entity';
import type { WrittenReceipt } from './prepared';
import { unpackOutcomes } from './receipt-row';

/** Reads receipts. */
export class ReceiptStore {
  constructor(private readonly database: Database) {}

  /** A receipt by its id; null when the tenant has none of that id. */
  async byId(tenantId: string, id: string): Promise<WrittenReceipt | null> {
    const [row] = await this.database.sql.rows<{
      id: string;
      source: EventSource;
      receivedAt: SqlTime;
      outcomes: string;
    }>(
      'receipts.by-id',
      'SELECT id, source, received_at AS receivedAt, outcomes FROM receipt WHERE tenant_id = ? AND id = ?',
      [tenantId, id],
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
