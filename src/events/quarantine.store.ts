import { type Connection, connectionOf, type PageRequest } from '../kernel/page';
import type { Problem } from '../kernel/problem';
import type { Reach } from '../kernel/reach';
import type { SqlTime } from '../kernel/timestamp';
import { andAll } from '../storage/condition';
import type { Database, Sql } from '../storage/database';
import { inList } from '../storage/in-list';
import { between, type Condition, orderBy } from '../storage/keyset';
import { textsById, textWithin } from '../storage/most-text';
import type { EventSource } from './event.entity';
import { senderReach } from './event-reach';

/** Something in quarantine, without its text. */
export interface QuarantinedRow {
  readonly id: string;
  readonly source: EventSource;
  readonly receiptId: string;
  readonly receivedAt: SqlTime;
  readonly sensor: string | null;
  readonly dataVersion: string | null;
  readonly code: string;
  readonly problems: readonly Problem[];
  readonly resolvedAt: SqlTime | null;
  readonly resolvedReceiptId: string | null;
  /** Who sent it; null where that was not noted. */
  readonly subject: string | null;
}

/** What quarantined items are asked for; all that is given must hold. */
export interface QuarantineFilter {
  readonly source?: EventSource | null;
  readonly code?: string | null;
  readonly sensor?: string | null;
  readonly receiptId?: string | null;
  readonly receivedFrom?: SqlTime | null;
  readonly receivedTo?: SqlTime | null;
  readonly resolved?: boolean | null;
}

const COLUMNS = `id, source, receipt_id AS receiptId, received_at AS receivedAt, sensor, data_version AS dataVersion,
  code, problems, resolved_at AS resolvedAt, resolved_receipt_id AS resolvedReceiptId, subject`;
const ORDER = [
  { column: 'received_at', descending: true },
  { column: 'id', descending: true },
];

type Row = Omit<QuarantinedRow, 'problems'> & { readonly problems: string };

/** Reads what is in quarantine, and marks what came out of it. */
export class QuarantineStore {
  constructor(private readonly database: Database) {}

  /** A page, the last that came first. */
  async page(
    reach: Reach,
    filter: QuarantineFilter,
    page: PageRequest,
  ): Promise<Connection<QuarantinedRow>> {
    const where = andAll([...conditionsOf(filter), ...senderReach(reach), ...between(ORDER, page)]);
    const rows = await this.database.sql.rows<Row>(
      'quarantine.page',
      `SELECT ${COLUMNS} FROM quarantine WHERE tenant_id = ?${where.text}
        ORDER BY ${orderBy(ORDER, page.backward)} LIMIT ${page.limit + 1}`,
      [reach.tenantId, ...where.values],
    );
    return connectionOf(rows.map(parsed), page, QUARANTINE_ORDER, (row) => [
      row.receivedAt,
      row.id,
    ]);
  }

  /** Items by id, inside a transaction where one is given; unknown ids have no entry. */
  async byIds(
    reach: Reach,
    ids: readonly string[],
    sql: Sql = this.database.sql,
  ): Promise<QuarantinedRow[]> {
    const list = inList(ids);
    const where = andAll(senderReach(reach));
    const rows = await sql.rows<Row>(
      'quarantine.by-ids',
      `SELECT ${COLUMNS} FROM quarantine WHERE tenant_id = ? AND id IN ${list.text}${where.text}`,
      [reach.tenantId, ...list.values, ...where.values],
    );
    return rows.map(parsed);
  }

  /**
   * The texts of items, by id. Each may be as large as a body: the database sends none where all of them
   * together would fill the memory.
   * @throws CodedError RESPONSE_TOO_LARGE.
   */
  async texts(reach: Reach, ids: readonly string[]): Promise<Map<string, string>> {
    const list = inList(ids);
    const where = andAll(senderReach(reach));
    const wanted = `FROM quarantine WHERE tenant_id = ? AND id IN ${list.text}${where.text}`;
    const values = [reach.tenantId, ...list.values, ...where.values];
    const rows = await this.database.sql.rows<{ id: string; raw: string | null }>(
      'quarantine.texts',
      `SELECT id, ${textWithin('raw', wanted)} ${wanted}`,
      [...values, ...values],
    );
    return textsById(rows);
  }

  /** Marks items as taken in by a replay. */
  async resolve(
    sql: Sql,
    tenantId: string,
    ids: readonly string[],
    receiptId: string,
    at: SqlTime,
  ): Promise<void> {
    const list = inList(ids);
    await sql.run(
      'quarantine.resolve',
      `UPDATE quarantine SET resolved_at = ?, resolved_receipt_id = ?
        WHERE tenant_id = ? AND resolved_at IS NULL AND id IN ${list.text}`,
      [at, receiptId, tenantId, ...list.values],
    );
  }
}

/** The name of the list's order, in its cursors. */
export const QUARANTINE_ORDER = 'QUARANTINE';

function parsed(row: Row): QuarantinedRow {
  return { ...row, problems: JSON.parse(row.problems) as Problem[] };
}

function conditionsOf(filter: QuarantineFilter): Condition[] {
  const conditions: Condition[] = [];
  for (const [text, value] of [
    ['source = ?', filter.source],
    ['code = ?', filter.code],
    ['sensor = ?', filter.sensor],
    ['receipt_id = ?', filter.receiptId],
    ['received_at >= ?', filter.receivedFrom],
    ['received_at < ?', filter.receivedTo],
  ] as const) {
    if (typeof value === 'string') conditions.push({ text, values: [value] });
  }
  if (typeof filter.resolved === 'boolean') {
    conditions.push({ text: `resolved_at IS ${filter.resolved ? 'NOT ' : ''}NULL`, values: [] });
  }
  return conditions;
}
