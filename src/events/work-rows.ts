import type { Database, Sql, SqlValue } from '../storage/database';
import { insertRows } from '../storage/insert-rows';
import type { Claim, Claims } from './claims';
import { EVENT_COLUMNS, eventRow } from './event-row';
import { fittingProblems, MAX_PROBLEM_TEXT } from './fitting-problems';
import type { PreparedIngest, WrittenReceipt } from './prepared';
import { RECEIPT_COLUMNS, receiptRow } from './receipt-row';
import { TEXT_COLUMNS, textRows } from './text-rows';
import type { EventWork, WriteWork } from './write-work';

/** Inserts what a write brings, each kind of row in one go, sorted by its key. Statements: one for each 100 rows. */
export class WorkRows {
  constructor(private readonly database: Database) {}

  /** @returns the identities, as if all of them were claimed by it. */
  async events(sql: Sql, { events }: WriteWork): Promise<Claims> {
    const holders = new Map<string, Claim>();
    const sources = new Set([...events.values()].map(({ event }) => event.source));
    const [only] = sources;
    const filled = sources.size === 1 && only ? only : 'BOTH';
    const rows = sorted(events).map(([identity, work]) => {
      holders.set(identity, work.event);
      return eventRow(work, filled);
    });
    const key = ['tenant_id', 'identity'];
    const inserted = await this.insert(sql, 'event', 'events', EVENT_COLUMNS[filled], key, rows);
    return { holders, complete: inserted === rows.length };
  }

  /** The same of descriptions. */
  async descriptions(sql: Sql, { descriptions }: WriteWork): Promise<Claims> {
    const holders = new Map<string, Claim>();
    const rows = sorted(descriptions).map(([identity, { ingest, description }]) => {
      const { id, sensor, type, entityId, raw } = description;
      const { tenantId, receiptId, receivedAt } = ingest;
      holders.set(identity, { id, contentHash: identity });
      return [tenantId, id, identity, receiptId, receivedAt, sensor, type, entityId, raw];
    });
    const key = ['tenant_id', 'identity'];
    const table = 'entity_description';
    const inserted = await this.insert(sql, table, 'descriptions', DESCRIPTION_COLUMNS, key, rows);
    return { holders, complete: inserted === rows.length };
  }

  /**
   * Only of the events that are new: a duplicate's text is there already. So are all of them where the answer to a
   * commit was lost and the transaction is run again: the pack of that key is this call's own, and left as it is.
   */
  async texts(sql: Sql, { events }: WriteWork, { holders }: Claims): Promise<void> {
    const isNew = ({ event }: EventWork) => holders.get(event.identity)?.id === event.id;
    const rows = textRows([...events.values()].filter(isNew));
    const key = ['tenant_id', 'receipt_id', 'pack'];
    await this.insert(sql, 'event_text', 'texts', TEXT_COLUMNS, key, rows);
  }

  /** What is kept apart; the same again is left as it is. */
  async quarantine(sql: Sql, { quarantine }: WriteWork): Promise<void> {
    const rows = sorted(quarantine).map(([id, { ingest, quarantine: kept }]) => {
      const { tenantId, receiptId, receivedAt } = ingest;
      const { source, sensor, dataVersion, problems, raw } = kept;
      const code = problems[0]?.code ?? 'UNKNOWN';
      const text = JSON.stringify(fittingProblems(problems, MAX_PROBLEM_TEXT));
      const origin = [tenantId, id, source, receiptId, receivedAt, sensor, dataVersion];
      return [...origin, code, text, raw, kept.subject ?? null];
    });
    const key = ['tenant_id', 'id'];
    await this.insert(sql, 'quarantine', 'quarantine', QUARANTINE_COLUMNS, key, rows);
  }

  /** A receipt of each call, in their order. */
  async receipts(
    sql: Sql,
    tenantId: string,
    ingests: readonly PreparedIngest[],
    receipts: readonly WrittenReceipt[],
  ): Promise<void> {
    const rows = receipts.map((receipt, at) =>
      receiptRow(tenantId, ingests[at]?.subject ?? '', receipt),
    );
    await this.insert(sql, 'receipt', 'receipts', RECEIPT_COLUMNS, ['tenant_id', 'id'], rows);
  }

  private async insert(
    sql: Sql,
    table: string,
    what: string,
    columns: readonly string[],
    key: readonly string[],
    rows: SqlValue[][],
  ): Promise<number> {
    if (rows.length === 0) return 0;
    const name = `events.insert-${what}`;
    return insertRows(sql, this.database.dialect, { name, table, columns, key, rows });
  }
}

const DESCRIPTION_COLUMNS = [
  'tenant_id',
  'id',
  'identity',
  'receipt_id',
  'received_at',
  'sensor',
  'type',
  'entity_id',
  'raw',
];

const QUARANTINE_COLUMNS = [
  'tenant_id',
  'id',
  'source',
  'receipt_id',
  'received_at',
  'sensor',
  'data_version',
  'code',
  'problems',
  'raw',
  'subject',
];

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
