import { type CaliperItem, readBodyText } from '../caliper/body';
import { suggestRepair } from '../caliper/repair';
import { CodedError } from '../kernel/coded-error';
import { type Clock, sqlNow } from '../kernel/clock';
import { newId } from '../kernel/id';
import { withEscapedSurrogates } from '../kernel/json';
import type { Reach } from '../kernel/reach';
import type { Principal } from '../kernel/principal';
import type { EventWriter } from './event-writer';
import { IngestWatch } from './ingest-watch';
import { namesOnly } from './names-only';
import { bodyLimits, type IngestOptions, storableFor } from './ingest.service';
import { programRight, requireSending } from './publish-rights';
import { sentBy } from './sent-by';
import { prepareCaliper } from './prepare-caliper';
import { prepareHubItem, readHubText } from './prepare-hub';
import type { PreparedIngest, PreparedItem, WrittenReceipt } from './prepared';
import type { QuarantinedRow, QuarantineStore } from './quarantine.store';

/** Items that one replay may take. */
export const MAX_REPLAY = 500;

/** What to replay, and how. */
export interface ReplayRequest {
  readonly ids: readonly string[];
  /** The text to read instead of what came; for one item only. */
  readonly repairedText?: string | null;
  /** Apply the repair that the gateway suggests to each text that is not JSON. */
  readonly applySuggestion?: boolean | null;
}

/**
 * Reads quarantined items again: by newer rules, or with a repaired text. What can be stored now is
 * stored, with the time at which it was first received; the item stays, marked as resolved. Replaying
 * twice stores once, since the identity decides.
 */
export class ReplayService {
  constructor(
    private readonly writer: EventWriter,
    private readonly quarantine: QuarantineStore,
    private readonly clock: Clock,
    private readonly options: IngestOptions,
    private readonly watch: IngestWatch = new IngestWatch(),
  ) {}

  /** @throws CodedError BAD_USER_INPUT for a wrong number of ids, NOT_FOUND when one is unknown, TOO_MANY_EVENTS or RATE_LIMITED as new events would be; nothing is stored then. */
  async replay(
    principal: Principal,
    reach: Reach,
    request: ReplayRequest,
  ): Promise<WrittenReceipt> {
    const { tenantId, subject } = principal;
    const ids = checkedIds(request);
    const rows = new Map((await this.quarantine.byIds(reach, ids)).map((row) => [row.id, row]));
    const unknown = ids.findIndex((id) => !rows.has(id));
    if (unknown >= 0) throw notFound(unknown);
    for (const { source } of rows.values()) requireSending(principal, source);
    const texts = await this.quarantine.texts(reach, ids);
    const now = sqlNow(this.clock);
    const groups = ids.map((id) => {
      const row = rows.get(id) as QuarantinedRow;
      return { row, items: this.prepare(principal, row, textOf(request, texts.get(id) ?? '')) };
    });
    const ingest: PreparedIngest = {
      tenantId,
      subject,
      receiptId: newId(),
      source: groups.every(({ row }) => row.source === 'HUB') ? 'HUB' : 'CALIPER',
      receivedAt: now,
      items: groups.flatMap(({ items }) => items),
    };
    return this.watch.call('replay', ingest, async () => {
      await this.options.admit?.(principal, ingest.items.length);
      const [receipt] = await this.writer.write([ingest], async (sql, [written]) => {
        const { id, outcomes } = written as WrittenReceipt;
        const taken = resolvedIds(groups, outcomes);
        if (taken.length > 0) await this.quarantine.resolve(sql, tenantId, taken, id, now);
      });
      return receipt as WrittenReceipt;
    });
  }

  /** As whoever replays: they need the right to what they replay, as if they sent it. */
  private prepare(principal: Principal, row: QuarantinedRow, text: string): PreparedItem[] {
    const items =
      row.source === 'HUB'
        ? [prepareHubItem(readHubText(this.options.redaction.text(text)))]
        : prepareCaliper(
            withEnvelope(readBodyText(text, bodyLimits(this.options)), row),
            row.receivedAt,
            storableFor(principal, this.options),
          );
    const prepared = this.learnt(principal, row, programRight(principal, items));
    const own = row.subject === null ? prepared : sentBy(row.subject, prepared);
    return own.map((item) =>
      item.kind === 'EVENT'
        ? { ...item, event: { ...item.event, receivedAt: row.receivedAt } }
        : item,
    );
  }

  /** Where not everybody teaches the directory, who replays what another sent does not vouch for what it says. */
  private learnt(
    principal: Principal,
    row: QuarantinedRow,
    items: readonly PreparedItem[],
  ): readonly PreparedItem[] {
    const { teaches } = this.options;
    if (!teaches || (row.subject === principal.subject && teaches(principal))) return items;
    return items.map(namesOnly);
  }
}

interface Group {
  readonly row: QuarantinedRow;
  readonly items: readonly PreparedItem[];
}

/** An item is resolved when nothing of it is in quarantine, or refused, any more. */
function resolvedIds(groups: readonly Group[], outcomes: WrittenReceipt['outcomes']): string[] {
  let at = 0;
  const resolved: string[] = [];
  for (const { row, items } of groups) {
    const own = outcomes.slice(at, (at += items.length));
    if (own.every(({ status }) => status === 'STORED' || status === 'DUPLICATE'))
      resolved.push(row.id);
  }
  return resolved;
}

/** An event that had come in an envelope belongs to that envelope's sensor still. */
function withEnvelope(items: readonly CaliperItem[], row: QuarantinedRow): CaliperItem[] {
  return items.map((item) =>
    item.envelope.sensor === null
      ? {
          ...item,
          envelope: { ...item.envelope, sensor: row.sensor, dataVersion: row.dataVersion },
        }
      : item,
  );
}

function textOf({ repairedText, applySuggestion }: ReplayRequest, raw: string): string {
  if (typeof repairedText === 'string') return withEscapedSurrogates(repairedText);
  return applySuggestion ? (suggestRepair(raw)?.text ?? raw) : raw;
}

function checkedIds({ ids, repairedText }: ReplayRequest): string[] {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0 || distinct.length > MAX_REPLAY) {
    throw new CodedError(
      'BAD_USER_INPUT',
      `ids must name 1 to ${MAX_REPLAY} quarantined items; ${distinct.length} came`,
      {
        path: 'ids',
        required: `1 to ${MAX_REPLAY}`,
        came: String(distinct.length),
      },
    );
  }
  if (typeof repairedText === 'string' && distinct.length > 1) {
    throw new CodedError(
      'BAD_USER_INPUT',
      `repairedText goes with one id; ${distinct.length} came`,
      {
        path: 'repairedText',
        required: 'one id',
        came: String(distinct.length),
      },
    );
  }
  return distinct;
}

function notFound(index: number): CodedError {
  return new CodedError(
    'NOT_FOUND',
    `ids/${index} must name a quarantined item; none has that id`,
    { path: `ids/${index}` },
  );
}
