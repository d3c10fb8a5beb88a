import { type Connection, connectionOf, type PageRequest, type Place } from '../kernel/page';
import { type Reach, wholeTenant } from '../kernel/reach';
import { andAll } from '../storage/condition';
import type { Database } from '../storage/database';
import { inList } from '../storage/in-list';
import { between, orderBy, type OrderColumn } from '../storage/keyset';
import { MOST_TEXT } from '../storage/most-text';
import { pageUnder } from '../storage/page-under';
import { withinReach } from '../storage/row-selection';
import { eventConditions, type EventFilter, filterShape, wantedEvents } from './event-filter';
import { eventReach } from './event-reach';
import { EventOrder } from './event-order';
import { type EventSelection, WHOLE_EVENT } from './event-selections';
import { readTexts } from './event-texts';
import { reachedPage } from './reached-page';
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

/** The events of a membership are among those of its person: an index of their own would be written for each event. */
const OF_PERSON = { table: 'membership', column: 'person_id' };

/** Reads events, of each what is selected. Every statement is bound to one tenant, and to what the reach reaches of it. */
export class EventStore {
  constructor(private readonly database: Database) {}

  /** Events by id; unknown ids have no entry. */
  async byIds(
    reach: Reach,
    ids: readonly string[],
    selection: EventSelection = WHOLE_EVENT,
  ): Promise<Map<string, StoredEvent>> {
    const { columns, joins, rowsOf } = withinReach(reach, selection);
    const list = inList(ids);
    const where = andAll(eventReach(reach, 'w'));
    const rows = await this.database.sql.rows<object>(
      'events.by-ids',
      `SELECT ${columns} FROM event w${joins} WHERE w.tenant_id = ? AND w.id IN ${list.text}${where.text}`,
      [reach.tenantId, ...list.values, ...where.values],
    );
    return new Map(rowsOf(rows).map((row) => [row.id, row]));
  }

  /**
   * The same for whoever sent an event, or the same again: whatever the reach, for they know what it says. What
   * belongs to it is read apart, as far as the reach goes.
   */
  async sent(
    { tenantId }: Reach,
    ids: readonly string[],
    selection: EventSelection = WHOLE_EVENT,
  ): Promise<Map<string, StoredEvent>> {
    return this.byIds(wholeTenant(tenantId), ids, selection.apart ?? selection);
  }

  /** The texts that events came as, by event id. @throws CodedError RESPONSE_TOO_LARGE. */
  texts(reach: Reach, ids: readonly string[]): Promise<Map<string, string>> {
    return readTexts(this.database.sql, 'events.texts', {
      tenantId: reach.tenantId,
      ids,
      where: eventReach(reach, 'w'),
      most: MOST_TEXT,
    });
  }

  /** A page of the tenant's events by the time they happened. */
  async page(
    reach: Reach,
    { filter, order, page }: EventList,
    selection: EventSelection = WHOLE_EVENT,
  ): Promise<Connection<StoredEvent>> {
    const { columns: selected, joins, rowsOf } = withinReach(reach, selection);
    const columns = occurredOrder('w', order);
    const limit = page.limit + 1;
    const own = occurredOrder('k', order);
    const reached = reachedPage(reach, {
      conditions: [...wantedEvents(reach, filter, 'k'), ...between(own, page)],
      order: orderBy(own, page.backward),
      limit,
    });
    if (reached) {
      const rows = await this.database.sql.rows<object>(
        'events.reached-page',
        `SELECT ${selected} FROM ${reached.text} JOIN event w ON w.tenant_id = q.tenant_id AND w.id = q.id${joins}
          ORDER BY ${orderBy(columns, page.backward)} LIMIT ${limit}`,
        reached.values,
        'free',
      );
      return connectionOf(rowsOf(rows), page, order, placeOf(order));
    }
    const where = andAll([...eventConditions(reach, filter, 'w'), ...between(columns, page)]);
    const rows = await this.database.sql.rows<object>(
      'events.page',
      `SELECT ${selected} FROM event w${joins} WHERE w.tenant_id = ?${where.text}
        ORDER BY ${orderBy(columns, page.backward)} LIMIT ${page.limit + 1}`,
      [reach.tenantId, ...where.values],
      filterShape(filter),
    );
    return connectionOf(rowsOf(rows), page, order, placeOf(order));
  }

  /** A page under each of many parents, in one statement. */
  async pagesUnder(
    reach: Reach,
    { parentColumn, parents }: EventParents,
    { filter, order, page }: EventList,
    selection: EventSelection = WHOLE_EVENT,
  ): Promise<Map<string, Connection<StoredEvent>>> {
    const { columns: selected, joins, rowsOf } = withinReach(reach, selection);
    const columns = occurredOrder('k', order);
    const where = andAll([...eventConditions(reach, filter, 'k'), ...between(columns, page)]);
    const statement = pageUnder(this.database.dialect, {
      tenantId: reach.tenantId,
      parents,
      parentColumn,
      ...(parentColumn === 'membership_id' ? { through: OF_PERSON } : {}),
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
      columns: selected,
      joins,
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
        connectionOf(rowsOf(under), page, order, placeOf(order)),
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
