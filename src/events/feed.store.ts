import { type Connection, connectionOf } from '../kernel/page';
import type { Reach } from '../kernel/reach';
import { andAll } from '../storage/condition';
import type { Database, Sql } from '../storage/database';
import { inList } from '../storage/in-list';
import { insertRows } from '../storage/insert-rows';
import { between, orderBy } from '../storage/keyset';
import { withinReach } from '../storage/row-selection';
import { eventConditions, filterShape } from './event-filter';
import { EventOrder } from './event-order';
import { type EventSelection, WHOLE_EVENT } from './event-selections';
import type { EventList } from './event.store';
import type { StoredEvent } from './stored-event';

type FeedRow = StoredEvent & { readonly position: string; readonly receiptIndex: number };

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

  /** A page of the feed: only receipts that have their position are in it. */
  async page(
    reach: Reach,
    { filter, order, page }: EventList,
    selection: EventSelection = WHOLE_EVENT,
  ): Promise<Connection<StoredEvent>> {
    const { columns: selected, joins, rowsOf } = withinReach(reach, selection);
    const descending = order === EventOrder.RECEIVED_DESC;
    const columns = [
      { column: 'r.position', descending },
      { column: 'e.receipt_index', descending },
    ];
    // Positions are numbers, and stand as text in cursors.
    const within = between(columns, page).map(({ text, values }) => ({
      text,
      values: values.map(Number),
    }));
    const where = andAll([...eventConditions(reach, filter, 'e'), ...within]);
    // The feed decides the order of the join: the receipts are walked by position, each with its events.
    // What is wide is joined to the page that was picked, for MySQL sorts what it has walked.
    const join = this.database.dialect.name === 'sqlite' ? 'CROSS JOIN' : 'STRAIGHT_JOIN';
    // Of a user's few events the feed is all of them, sorted: walking everybody's for them takes seconds.
    const isUsers =
      reach.only !== null && reach.only.programs.length + reach.only.sensors.length === 0;
    const tables = isUsers ? `event e ${join} receipt r` : `receipt r ${join} event e`;
    const picked = `SELECT e.tenant_id, e.id, r.position, e.receipt_index
         FROM ${tables} ON e.tenant_id = r.tenant_id AND e.receipt_id = r.id
        WHERE ${isUsers ? 'e' : 'r'}.tenant_id = ? AND r.position > 0${where.text}
        ORDER BY ${orderBy(columns, page.backward)} LIMIT ${page.limit + 1}`;
    const again = [
      { column: 'q.position', descending },
      { column: 'q.receipt_index', descending },
    ];
    const rows = await this.database.sql.rows<object>(
      'events.feed',
      `SELECT ${selected}, q.position AS position, q.receipt_index AS receiptIndex
         FROM (${picked}) q ${join} event w ON w.tenant_id = q.tenant_id AND w.id = q.id${joins}
        ORDER BY ${orderBy(again, page.backward)}`,
      [reach.tenantId, ...where.values],
      filterShape(filter),
    );
    return connectionOf(rowsOf(rows) as FeedRow[], page, order, (row) => [
      String(row.position),
      String(row.receiptIndex),
    ]);
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
