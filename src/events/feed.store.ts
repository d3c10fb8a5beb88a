import type { Database, Sql } from '../storage/database';
import { inList } from '../storage/in-list';
import { insertRows } from '../storage/insert-rows';

/** Receipts that one transaction gives positions to. */
const BATCH = 1000;
/** Transactions that one reader does at most; the next reader goes on. */
const ROUNDS = 20;

/**
 * Gives receipts their place in the tenant's feed. It is done after their commit, by whoever reads the feed
 * next, under the lock of one row: so positions only ever grow, and a receipt that commits late stands
 * behind everything that a reader has seen. Writers pay nothing and wait for nobody.
 */
export class FeedStore {
  constructor(private readonly database: Database) {}

  /** Places every committed receipt that has no position yet, the oldest first. */
  async placeReceipts(tenantId: string): Promise<void> {
    if ((await unplaced(this.database.sql, tenantId, 1)).length === 0) return;
    for (let round = 0; round < ROUNDS; round += 1) {
      const placed = await this.database.transaction('feed.place', (sql) =>
        this.placeBatch(sql, tenantId),
      );
      if (placed < BATCH) return;
    }
  }

  private async placeBatch(sql: Sql, tenantId: string): Promise<number> {
    const next = await this.lockCounter(sql, tenantId);
    const ids = await unplaced(sql, tenantId, BATCH);
    if (ids.length === 0) return 0;
    const list = inList(ids);
    const cases = ids.map(() => 'WHEN ? THEN ?').join(' ');
    await sql.run(
      'feed.set-positions',
      `UPDATE receipt SET position = CASE id ${cases} END WHERE tenant_id = ? AND id IN ${list.text}`,
      [...ids.flatMap((id, at) => [id, next + at]), tenantId, ...list.values],
      'free',
    );
    await sql.run('feed.advance', 'UPDATE feed_counter SET next = ? WHERE tenant_id = ?', [
      next + ids.length,
      tenantId,
    ]);
    return ids.length;
  }

  private async lockCounter(sql: Sql, tenantId: string): Promise<number> {
    const { holdForUpdate } = this.database.dialect;
    const read = () =>
      sql.rows<{ next: string | number }>(
        'feed.lock',
        `SELECT next FROM feed_counter WHERE tenant_id = ?${holdForUpdate}`,
        [tenantId],
      );
    const [row] = await read();
    if (row) return Number(row.next);
    await insertRows(sql, this.database.dialect, {
      name: 'feed.begin',
      table: 'feed_counter',
      columns: ['tenant_id', 'next'],
      key: ['tenant_id'],
      rows: [[tenantId, 1]],
    });
    return Number((await read())[0]?.next ?? 1);
  }
}

async function unplaced(sql: Sql, tenantId: string, limit: number): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    'feed.unplaced',
    `SELECT id FROM receipt WHERE tenant_id = ? AND position IS NULL ORDER BY received_at, id LIMIT ${limit}`,
    [tenantId],
  );
  return rows.map(({ id }) => id);
}
