import { type Connection, connectionOf, type PageRequest, type Place } from '../kernel/page';
import type { Database, SqlValue } from '../storage/database';
import { inList } from '../storage/in-list';
import { between, type Condition, orderBy, type OrderColumn } from '../storage/keyset';
import { pageUnder } from '../storage/page-under';
import { eventConditions, type EventFilter } from './event-filter';
import { EventOrder } from './event-order';
import { type EventSelection, WHOLE_EVENT } from './event-selections';
import type { StoredEvent } from './stored-event';

/** The column that ties an event to what it is under. */
export type EventParent = 'person_id' | 'course_id' | 'membership_id';

/** What events are listed under: at most 1,000 of one kind. */
export interface EventParents {
  readonly parentColumn: EventParent;
  readonly parents: readonly string[];
}

/** A list of events: which, in what order, which page. */
export interface EventList {
  readonly filter: EventFilter;
  readonly order: EventOrder;
  readonly page: PageRequest;
}

type FeedRow = StoredEvent & { readonly position: string; readonly receiptIndex: number };

/** Reads events, of each what is selected. Every statement is bound to one tenant. */
export class EventStore {
  constructor(private readonly database: Database) {}

  /** Events by id; unknown ids have no entry. */
  async byIds(
    tenantId: string,
    ids: readonly string[],
    { columns, joins, rowsOf }: EventSelection = WHOLE_EVENT,
  ): Promise<Map<string, StoredEvent>> {
    const list = inList(ids);
    const rows = await this.database.sql.rows<object>(
      'events.by-ids',
      `SELECT ${columns} FROM event w${joins} WHERE w.tenant_id = ? AND w.id IN ${list.text}`,
      [tenantId, ...list.values],
    );
    return new Map(rowsOf(rows).map((row) => [row.id, row]));
  }

  /** The texts that events came as, by event id. */
  async bodies(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const list = inList(ids);
    const rows = await this.database.sql.rows<{ id: string; raw: string }>(
      'events.bodies',
      `SELECT event_id AS id, raw FROM event_body WHERE tenant_id = ? AND event_id IN ${list.text}`,
      [tenantId, ...list.values],
    );
    return new Map(rows.map((row) => [row.id, row.raw]));
  }

  /** A page of the tenant's events by the time they happened. */
  async page(
    tenantId: string,
    { filter, order, page }: EventList,
    selection: EventSelection = WHOLE_EVENT,
  ): Promise<Connection<StoredEvent>> {
    const columns = occurredOrder('w', order);
    const where = all(eventConditions(filter, 'w'), between(columns, page));
    const rows = await this.database.sql.rows<object>(
      'events.page',
      `SELECT ${selection.columns} FROM event w${selection.joins} WHERE w.tenant_id = ?${where.text}
        ORDER BY ${orderBy(columns, page.backward)} LIMIT ${page.limit + 1}`,
      [tenantId, ...where.values],
      shapeOf(filter),
    );
    return connectionOf(selection.rowsOf(rows), page, order, placeOf(order));
  }

  /** A page of the feed: only receipts that have their position are in it. */
  async feed(
    tenantId: string,
    { filter, order, page }: EventList,
    selection: EventSelection = WHOLE_EVENT,
  ): Promise<Connection<StoredEvent>> {
    const descending = order === EventOrder.RECEIVED_DESC;
    const columns = [
      { column: 'r.position', descending },
      { column: 'e.receipt_index', descending },
    ];
    const where = all(eventConditions(filter, 'e'), between(columns, page));
    // The feed decides the order of the join: the receipts are walked by position, each with its events.
    // What is wide is joined to the page that was picked, for MySQL sorts what it has walked.
    const join = this.database.dialect.name === 'sqlite' ? 'CROSS JOIN' : 'STRAIGHT_JOIN';
    const picked = `SELECT e.tenant_id, e.id, r.position, e.receipt_index
         FROM receipt r ${join} event e ON e.tenant_id = r.tenant_id AND e.receipt_id = r.id
        WHERE r.tenant_id = ? AND r.position > 0${where.text}
        ORDER BY ${orderBy(columns, page.backward)} LIMIT ${page.limit + 1}`;
    const again = [
      { column: 'q.position', descending },
      { column: 'q.receipt_index', descending },
    ];
    const rows = await this.database.sql.rows<object>(
      'events.feed',
      `SELECT ${selection.columns}, q.position AS position, q.receipt_index AS receiptIndex
         FROM (${picked}) q ${join} event w ON w.tenant_id = q.tenant_id AND w.id = q.id${selection.joins}
        ORDER BY ${orderBy(again, page.backward)}`,
      [
        tenantId,
        ...where.values.map((value, at) => (at >= where.filterValues ? Number(value) : value)),
      ],
      shapeOf(filter),
    );
    return connectionOf(selection.rowsOf(rows) as FeedRow[], page, order, (row) => [
      String(row.position),
      String(row.receiptIndex),
    ]);
  }

  /** A page under each of many parents, in one statement. */
  async pagesUnder(
    tenantId: string,
    { parentColumn, parents }: EventParents,
    { filter, order, page }: EventList,
    selection: EventSelection = WHOLE_EVENT,
  ): Promise<Map<string, Connection<StoredEvent>>> {
    const columns = occurredOrder('k', order);
    const where = all(eventConditions(filter, 'k'), between(columns, page));
    const statement = pageUnder(this.database.dialect, {
      tenantId,
      parents,
      parentColumn,
      table: 'event',
      key: ['tenant_id', 'id'],
      order: columns.map(({ column, descending }) => ({
        column: column.slice(2),
        descending: descending !== page.backward,
      })),
      where:
        where.text === ''
          ? undefined
          : { text: where.text.replace(/^ AND /, ''), values: where.values },
      limit: page.limit + 1,
      columns: selection.columns,
      joins: selection.joins,
    });
    const rows = await this.database.sql.rows<{ parent_id: string }>(
      'events.pages-under',
      statement.text,
      statement.values,
      statement.shape,
    );
    const byParent = new Map<string, object[]>(parents.map((parent) => [parent, []]));
    for (const row of rows) byParent.get(row.parent_id)?.push(row);
    return new Map(
      [...byParent].map(([parent, under]) => [
        parent,
        connectionOf(selection.rowsOf(under), page, order, placeOf(order)),
      ]),
    );
  }
}

function occurredOrder(alias: string, order: EventOrder): OrderColumn[] {
  const descending = order === EventOrder.OCCURRED_DESC || order === EventOrder.RECEIVED_DESC;
  const id = { column: `${alias}.id`, descending };
  return isReceived(order) ? [id] : [{ column: `${alias}.occurred_at`, descending }, id];
}

/** True for the orders of the feed. */
export function isReceived(order: EventOrder): boolean {
  return order === EventOrder.RECEIVED_ASC || order === EventOrder.RECEIVED_DESC;
}

function placeOf(order: EventOrder): (row: StoredEvent) => Place {
  return isReceived(order) ? (row) => [row.id] : (row) => [row.occurredAt, row.id];
}

function all(filter: readonly Condition[], page: readonly Condition[]) {
  const conditions = [...filter, ...page];
  return {
    text: conditions.map((one) => ` AND ${one.text}`).join(''),
    values: conditions.flatMap<SqlValue>((one) => one.values),
    filterValues: filter.reduce((sum, one) => sum + one.values.length, 0),
  };
}

/** Free texts (any mixture of conditions) are not worth a prepared statement; the plain ones are. */
function shapeOf(filter: EventFilter): 'fixed' | 'free' {
  return filter.types || filter.roles || filter.actions ? 'free' : 'fixed';
}
