import { type Attribute, RosterStore } from '../directory/roster.store';
import { DEFAULT_REDACTION, Redaction } from '../redaction/redaction';
import type { Database, Sql, SqlValue } from '../storage/database';
import { insertRows } from '../storage/insert-rows';
import { lateOwners } from './attribution';
import { type Claim, type Claims, readClaims } from './claims';
import { ConflictsFound, withoutConflicts } from './conflicts';
import { EVENT_COLUMNS, eventRow } from './event-row';
import { fittingProblems, MAX_PROBLEM_TEXT } from './fitting-problems';
import { outcomesOf } from './outcomes';
import type { PreparedIngest, WrittenReceipt } from './prepared';
import { RECEIPT_COLUMNS, receiptRow } from './receipt-row';
import { recognizeRepeats } from './repeats';
import { TEXT_COLUMNS, textRows } from './text-rows';
import { collectWork, type EventWork, type WriteWork } from './write-work';

/** What one turn came to. */
interface Turn {
  readonly receipts: WrittenReceipt[];
  /** To be called once it is committed. */
  readonly remember: () => void;
}

/**
 * Writes calls of one tenant in one transaction: all of them are committed, or none. The unique key on
 * (tenant, identity) decides what is new; nothing is looked up first. Rows go in sorted by their key, so
 * that two writers with the same events never wait for each other in a circle.
 */
export class EventWriter {
  private readonly roster: RosterStore;

  constructor(
    private readonly database: Database,
    private readonly attribute: Attribute,
    private readonly redaction: Redaction = new Redaction(DEFAULT_REDACTION),
  ) {
    this.roster = new RosterStore(database);
  }

  /**
   * An event that is refused for its identity must have taught the directory nothing. Facts are written when
   * the identities are claimed; where names were new, which cannot wait for that, everything is undone and
   * the calls are written again without the event. Each turn takes out one event at least.
   * @param ingests calls of one tenant.
   * @param also what else belongs to the transaction.
   * @returns a receipt for each, in their order, after the commit.
   */
  async write(
    ingests: readonly PreparedIngest[],
    also: (sql: Sql, receipts: readonly WrittenReceipt[]) => Promise<void> = async () => {},
  ): Promise<WrittenReceipt[]> {
    for (let calls = ingests; ;) {
      try {
        const { receipts, remember } = await this.database.transaction(
          'events.write',
          async (sql) => {
            const turn = await this.turn(sql, calls);
            await also(sql, turn.receipts);
            return turn;
          },
        );
        remember();
        return receipts;
      } catch (failure) {
        if (!(failure instanceof ConflictsFound)) throw failure;
        calls = failure.ingests;
      }
    }
  }

  /** One turn, inside a transaction that the caller began. @throws ConflictsFound, to be undone. */
  async writeIn(sql: Sql, ingests: readonly PreparedIngest[]): Promise<WrittenReceipt[]> {
    return (await this.turn(sql, ingests)).receipts;
  }

  private async turn(sql: Sql, ingests: readonly PreparedIngest[]): Promise<Turn> {
    const [first] = ingests;
    if (!first) return { receipts: [], remember: () => undefined };
    const { tenantId, receivedAt } = first;
    const work = collectWork(ingests);
    const roster = await this.roster.read(sql, tenantId, work.roster, receivedAt);
    if (roster.moved.length > 0) await this.attribute(sql, tenantId, roster.moved);
    const events = await this.insertEvents(sql, work);
    await this.attributeLate(sql, tenantId, work);
    const descriptions = await this.insertDescriptions(sql, work);
    await readClaims(sql, tenantId, events, descriptions);
    await recognizeRepeats(sql, tenantId, events, work.events, this.redaction);
    const fewer = withoutConflicts(ingests, events.holders, work.events);
    if (fewer && roster.hasNewNames) throw new ConflictsFound(fewer);
    const told = fewer ? collectWork(fewer).roster : work.roster;
    if (fewer) this.roster.readPart(told, roster);
    const news = await this.roster.write(sql, tenantId, told, roster, receivedAt);
    await this.insertTexts(sql, work, events);
    const receipts = ingests.map((ingest) => ({
      id: ingest.receiptId,
      source: ingest.source,
      receivedAt: ingest.receivedAt,
      outcomes: outcomesOf(ingest, events.holders, descriptions.holders, work),
    }));
    await this.insertQuarantine(sql, work);
    await this.insert(
      sql,
      'receipt',
      'receipts',
      RECEIPT_COLUMNS,
      ['tenant_id', 'id'],
      receipts.map((receipt, at) => receiptRow(tenantId, ingests[at]?.subject ?? '', receipt)),
    );
    await this.roster.tell(sql, tenantId, news);
    return {
      receipts,
      remember: () => this.roster.remember(tenantId, work.roster, roster, news),
    };
  }

  /** Participants are looked for again once their events are there: see `lateOwners`. */
  private async attributeLate(sql: Sql, tenantId: string, { events }: WriteWork): Promise<void> {
    const unknown = [...events.values()].flatMap(({ event, slots }) =>
      slots.person?.entityId ? [] : event.roster.participant,
    );
    if (unknown.length === 0) return;
    const late = await lateOwners(sql, this.database.dialect, tenantId, unknown);
    if (late.length > 0) await this.attribute(sql, tenantId, late);
  }

  private async insertEvents(sql: Sql, { events }: WriteWork): Promise<Claims> {
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

  private async insertDescriptions(sql: Sql, { descriptions }: WriteWork): Promise<Claims> {
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
  private async insertTexts(sql: Sql, { events }: WriteWork, { holders }: Claims): Promise<void> {
    const isNew = ({ event }: EventWork) => holders.get(event.identity)?.id === event.id;
    const rows = textRows([...events.values()].filter(isNew));
    const key = ['tenant_id', 'receipt_id', 'pack'];
    await this.insert(sql, 'event_text', 'texts', TEXT_COLUMNS, key, rows);
  }

  private async insertQuarantine(sql: Sql, { quarantine }: WriteWork): Promise<void> {
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
