import { RosterBatch } from '../directory/roster-batch';
import { type MovedIdentifier, resolveRoster } from '../directory/roster.store';
import { error } from '../kernel/problem';
import type { Database, Sql, SqlValue } from '../storage/database';
import { inList } from '../storage/in-list';
import { insertRows } from '../storage/insert-rows';
import { enterRoster, EVENT_COLUMNS, eventRow, type EventSlots } from './event-row';
import type {
  Outcome,
  PreparedDescription,
  PreparedEvent,
  PreparedIngest,
  PreparedQuarantine,
  WrittenReceipt,
} from './prepared';
import { receiptRow, RECEIPT_COLUMNS } from './receipt-row';

/** Told of identifiers that are new or moved, in the transaction that made them so. */
export type Attribute = (
  sql: Sql,
  tenantId: string,
  moved: readonly MovedIdentifier[],
) => Promise<void>;

interface Claim {
  readonly id: string;
  readonly contentHash: string;
}

const CHUNK = 1000;

/**
 * Writes calls of one tenant in one transaction: all of them are committed, or none. The unique key on
 * (tenant, identity) decides what is new; nothing is looked up first. Rows go in sorted by their key, so
 * that two writers with the same events never wait for each other in a circle.
 */
export class EventWriter {
  constructor(
    private readonly database: Database,
    private readonly attribute: Attribute,
  ) {}

  /** @param ingests calls of one tenant. @returns a receipt for each, in their order, after the commit. */
  write(ingests: readonly PreparedIngest[]): Promise<WrittenReceipt[]> {
    return this.database.transaction('events.write', (sql) => this.writeIn(sql, ingests));
  }

  /** The same inside a transaction that the caller began. */
  async writeIn(sql: Sql, ingests: readonly PreparedIngest[]): Promise<WrittenReceipt[]> {
    const first = ingests[0];
    if (!first) return [];
    const { tenantId, receivedAt } = first;
    const work = collect(ingests);
    const moved = await resolveRoster(sql, this.database, tenantId, work.roster, receivedAt);
    if (moved.length > 0) await this.attribute(sql, tenantId, moved);
    const events = await this.insertEvents(sql, work.events);
    const descriptions = await this.insertDescriptions(sql, tenantId, work.descriptions);
    await this.readClaims(sql, tenantId, events, descriptions);
    await this.insertBodies(sql, tenantId, work.events, events.claims);
    const outcomes = ingests.map((ingest) =>
      outcomesOf(ingest, events.claims, descriptions.claims, work),
    );
    await this.insertQuarantine(sql, work.quarantine);
    await this.insertReceipts(sql, ingests, outcomes);
    return ingests.map((ingest, at) => ({
      id: ingest.receiptId,
      source: ingest.source,
      receivedAt: ingest.receivedAt,
      outcomes: outcomes[at] as Outcome[],
    }));
  }

  private async insertEvents(sql: Sql, events: Work['events']): Promise<Inserted> {
    const claims = new Map<string, Claim>();
    const rows: SqlValue[][] = [];
    for (const [identity, { ingest, index, event, slots }] of sorted(events)) {
      claims.set(identity, event);
      rows.push(eventRow(ingest, index, event, slots));
    }
    const table = {
      name: 'events.insert',
      table: 'event',
      columns: EVENT_COLUMNS,
      key: ['tenant_id', 'identity'],
    };
    const inserted =
      rows.length === 0 ? 0 : await insertRows(sql, this.database.dialect, { ...table, rows });
    return { claims, complete: inserted === rows.length };
  }

  private async insertDescriptions(
    sql: Sql,
    tenantId: string,
    descriptions: Work['descriptions'],
  ): Promise<Inserted> {
    const claims = new Map<string, Claim>();
    const rows: SqlValue[][] = [];
    for (const [identity, { ingest, description }] of sorted(descriptions)) {
      claims.set(identity, { id: description.id, contentHash: identity });
      const { id, sensor, type, entityId, raw } = description;
      rows.push([
        tenantId,
        id,
        identity,
        ingest.receiptId,
        ingest.receivedAt,
        sensor,
        type,
        entityId,
        raw,
      ]);
    }
    const table = {
      name: 'events.insert-descriptions',
      table: 'entity_description',
      columns: [
        'tenant_id',
        'id',
        'identity',
        'receipt_id',
        'received_at',
        'sensor',
        'type',
        'entity_id',
        'raw',
      ],
      key: ['tenant_id', 'identity'],
    };
    const inserted =
      rows.length === 0 ? 0 : await insertRows(sql, this.database.dialect, { ...table, rows });
    return { claims, complete: inserted === rows.length };
  }

  /** Who holds the identities that were taken: one statement for events and describes together. */
  private async readClaims(sql: Sql, tenantId: string, ...inserted: Inserted[]): Promise<void> {
    const [events, descriptions] = inserted as [Inserted, Inserted];
    const wanted = [events, descriptions].map((kind) =>
      kind.complete ? [] : [...kind.claims.keys()],
    );
    const longest = Math.max(...wanted.map((identities) => identities.length));
    for (let from = 0; from < longest; from += CHUNK) {
      const parts: string[] = [];
      const values: SqlValue[] = [];
      for (const [at, columns, table] of [
        [0, "'E' AS kind, identity, id, content_hash AS contentHash", 'event'],
        [1, "'D' AS kind, identity, id, identity AS contentHash", 'entity_description'],
      ] as const) {
        const chunk = wanted[at]?.slice(from, from + CHUNK) ?? [];
        if (chunk.length === 0) continue;
        const list = inList(chunk);
        parts.push(
          `SELECT ${columns} FROM ${table} WHERE tenant_id = ? AND identity IN ${list.text}`,
        );
        values.push(tenantId, ...list.values);
      }
      const rows = await sql.rows<Claim & { kind: string; identity: string }>(
        'events.claims',
        parts.join(' UNION ALL '),
        values,
      );
      for (const row of rows)
        (row.kind === 'E' ? events : descriptions).claims.set(row.identity, row);
    }
  }

  private async insertBodies(
    sql: Sql,
    tenantId: string,
    events: Work['events'],
    claims: Claims,
  ): Promise<void> {
    const rows: SqlValue[][] = [];
    for (const [identity, { event }] of events) {
      if (claims.get(identity)?.id === event.id) rows.push([tenantId, event.id, event.raw]);
    }
    if (rows.length === 0) return;
    await insertRows(sql, this.database.dialect, {
      name: 'events.insert-bodies',
      table: 'event_body',
      columns: ['tenant_id', 'event_id', 'raw'],
      key: ['tenant_id', 'event_id'],
      rows,
    });
  }

  private async insertQuarantine(sql: Sql, quarantine: Work['quarantine']): Promise<void> {
    if (quarantine.size === 0) return;
    await insertRows(sql, this.database.dialect, {
      name: 'events.insert-quarantine',
      table: 'quarantine',
      columns: [
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
      ],
      key: ['tenant_id', 'id'],
      rows: sorted(quarantine).map(
        ([
          id,
          {
            ingest,
            quarantine: { source, sensor, dataVersion, problems, raw },
          },
        ]) => [
          ingest.tenantId,
          id,
          source,
          ingest.receiptId,
          ingest.receivedAt,
          sensor,
          dataVersion,
          problems[0]?.code ?? 'UNKNOWN',
          JSON.stringify(problems),
          raw,
        ],
      ),
    });
  }

  private async insertReceipts(
    sql: Sql,
    ingests: readonly PreparedIngest[],
    outcomes: readonly Outcome[][],
  ): Promise<void> {
    await insertRows(sql, this.database.dialect, {
      name: 'events.insert-receipts',
      table: 'receipt',
      columns: RECEIPT_COLUMNS,
      key: ['tenant_id', 'id'],
      rows: ingests.map((ingest, at) => receiptRow(ingest, outcomes[at] as Outcome[])),
    });
  }
}

type Claims = ReadonlyMap<string, Claim>;

interface Inserted {
  readonly claims: Map<string, Claim>;
  readonly complete: boolean;
}

/** What the calls hold, each identity once: the first that came holds it. */
interface Work {
  readonly roster: RosterBatch;
  readonly events: Map<
    string,
    { ingest: PreparedIngest; index: number; event: PreparedEvent; slots: EventSlots }
  >;
  readonly descriptions: Map<string, { ingest: PreparedIngest; description: PreparedDescription }>;
  readonly quarantine: Map<string, { ingest: PreparedIngest; quarantine: PreparedQuarantine }>;
}

function collect(ingests: readonly PreparedIngest[]): Work {
  const work: Work = {
    roster: new RosterBatch(),
    events: new Map(),
    descriptions: new Map(),
    quarantine: new Map(),
  };
  for (const ingest of ingests) {
    ingest.items.forEach((item, index) => {
      if (item.kind === 'EVENT') {
        const { event } = item;
        if (work.events.has(event.identity)) return;
        work.events.set(event.identity, {
          ingest,
          index,
          event,
          slots: enterRoster(work.roster, event),
        });
      } else if (item.kind === 'DESCRIPTION') {
        const { description } = item;
        if (work.descriptions.has(description.identity)) return;
        work.descriptions.set(description.identity, { ingest, description });
        enterDescription(work.roster, description);
      } else if (item.kind === 'QUARANTINE') {
        work.quarantine.set(item.quarantine.id, { ingest, quarantine: item.quarantine });
      }
    });
  }
  return work;
}

function enterDescription(roster: RosterBatch, description: PreparedDescription): void {
  if (description.person) roster.person(description.person, description.asOf);
  if (description.course) roster.course(description.course, description.asOf);
  if (description.membership) roster.membership(description.membership, description.asOf);
}

function outcomesOf(
  ingest: PreparedIngest,
  events: Claims,
  descriptions: Claims,
  work: Work,
): Outcome[] {
  return ingest.items.map((item): Outcome => {
    switch (item.kind) {
      case 'REJECTED':
        return { status: 'REJECTED', eventId: null, quarantineId: null, problems: item.problems };
      case 'QUARANTINE':
        return quarantined(item.quarantine);
      case 'DESCRIPTION': {
        const stored = descriptions.get(item.description.identity)?.id === item.description.id;
        return {
          status: stored ? 'STORED' : 'DUPLICATE',
          eventId: null,
          quarantineId: null,
          problems: [],
        };
      }
      case 'EVENT': {
        const { event } = item;
        const claim = events.get(event.identity) as Claim;
        if (claim.id === event.id)
          return { status: 'STORED', eventId: event.id, quarantineId: null, problems: [] };
        if (claim.contentHash === event.contentHash) {
          return { status: 'DUPLICATE', eventId: claim.id, quarantineId: null, problems: [] };
        }
        const problems = [conflict(claim.id)];
        if (!item.onConflict)
          return { status: 'REJECTED', eventId: null, quarantineId: null, problems };
        const quarantine = item.onConflict(problems);
        work.quarantine.set(quarantine.id, { ingest, quarantine });
        return quarantined(quarantine);
      }
    }
  });
}

function quarantined({ id, problems }: PreparedQuarantine): Outcome {
  return { status: 'QUARANTINED', eventId: null, quarantineId: id, problems };
}

function conflict(id: string) {
  return error(
    'CONFLICT',
    '',
    `an event with this identity is stored as ${id} and has other content; it was left as it is`,
    {
      required: 'the content that was sent first, or another identity',
    },
  );
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
