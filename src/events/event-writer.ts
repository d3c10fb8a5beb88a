import { type Attribute, RosterStore } from '../directory/roster.store';
import { DEFAULT_REDACTION, Redaction } from '../redaction/redaction';
import type { Database, Sql } from '../storage/database';
import { lateOwners } from './attribution';
import { readClaims } from './claims';
import { ConflictsFound, withoutConflicts } from './conflicts';
import { outcomesOf } from './outcomes';
import type { PreparedIngest, WrittenReceipt } from './prepared';
import { recognizeRepeats } from './repeats';
import { WorkRows } from './work-rows';
import { collectWork, type WriteWork } from './write-work';

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
  private readonly rows: WorkRows;

  constructor(
    private readonly database: Database,
    private readonly attribute: Attribute,
    private readonly redaction: Redaction = new Redaction(DEFAULT_REDACTION),
    report?: (error: unknown) => void,
  ) {
    this.roster = new RosterStore(database, report);
    this.rows = new WorkRows(database);
  }

  /** To be called when nothing is written any more, before the database is closed. */
  close(): Promise<void> {
    return this.roster.close();
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
    const events = await this.rows.events(sql, work);
    await this.attributeLate(sql, tenantId, work);
    const descriptions = await this.rows.descriptions(sql, work);
    await readClaims(sql, tenantId, events, descriptions);
    await recognizeRepeats(sql, tenantId, events, work.events, this.redaction);
    const fewer = withoutConflicts(ingests, events.holders, work.events);
    if (fewer && roster.hasNewNames) throw new ConflictsFound(fewer);
    const told = fewer ? collectWork(fewer).roster : work.roster;
    if (fewer) this.roster.readPart(told, roster);
    const news = await this.roster.write(sql, tenantId, told, roster, receivedAt);
    await this.rows.texts(sql, work, events);
    const receipts = ingests.map((ingest) => ({
      id: ingest.receiptId,
      source: ingest.source,
      receivedAt: ingest.receivedAt,
      outcomes: outcomesOf(ingest, events.holders, descriptions.holders, work),
    }));
    await this.rows.quarantine(sql, work);
    await this.rows.receipts(sql, tenantId, ingests, receipts);
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
}
