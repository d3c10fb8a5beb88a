import type { IdentifierRef } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import type { Database, Sql } from '../storage/database';
import { UnavailableError } from '../storage/storage-error';
import { assignBatch } from './assign-batch';
import { ChangeNotices } from './change-notices';
import { DirectoryVersionStore } from './directory-version.store';
import { IdentifierStore, type NamedIdentifier } from './identifier.store';
import { KnownNamesStore } from './known-names.store';
import type { KnownIdentifier, KnownMembership, KnownName } from './known-roster';
import { type KnownNames, lastingOwner, NameReader, type NamesRead, settle } from './read-names';
import {
  byMembership,
  fillMemberships,
  type KnownMemberships,
  readMemberships,
  writeMembershipNews,
} from './resolve-memberships';
import type { EntitySlot, RosterBatch } from './roster-batch';
import { pairOf, type Recollection, RosterMemory } from './roster-memory';
import { afterNews, NewsList, newsOf, type RosterNews } from './roster-news';
import { writeEntities } from './roster-rows';

/** An identifier that names another entity than it did before, or a first one; null when it names none any more. */
export interface MovedIdentifier {
  readonly key: string;
  readonly ref: IdentifierRef;
  readonly entityId: string | null;
  /** Whom it named before this transaction; null or not said: nobody. */
  readonly formerId?: string | null;
}

/** Told of person identifiers that are new, moved or gone, in the transaction that made them so. */
export type Attribute = (
  sql: Sql,
  tenantId: string,
  moved: readonly MovedIdentifier[],
) => Promise<void>;

/** How often a batch is assigned anew because another gateway named one of its entities first. */
const ATTEMPTS = 20;

/** What the directory has of a batch. */
export interface ReadRoster {
  readonly known: KnownNames;
  readonly memberships: KnownMemberships;
  /** Whether the batch brought names that nobody had. */
  readonly hasNewNames: boolean;
  /** The person identifiers that are new, so that events that waited for them can be attributed. */
  readonly moved: readonly MovedIdentifier[];
  /** What the gateway remembered, and may learn; null where nothing may be remembered. */
  readonly recollection: Recollection | null;
}

/**
 * Finds every person, course and membership of a batch, names those that are new, and writes what the batch says of
 * them: in the caller's transaction, at two moments of it. What was committed is remembered for the next batch.
 */
export class RosterStore {
  private readonly memory = new RosterMemory();
  private readonly identifiers: IdentifierStore;
  private readonly names: NameReader;
  private readonly notices: ChangeNotices;

  /** @param report is told of what fails where no caller waits for it. */
  constructor(
    private readonly database: Database,
    report: (error: unknown) => void = () => undefined,
  ) {
    const versions = new DirectoryVersionStore(database);
    this.identifiers = new IdentifierStore(database);
    this.names = new NameReader(new KnownNamesStore(database), versions, this.memory);
    this.notices = new ChangeNotices(database, versions, this.memory, report);
  }

  /** Tells other gateways what they have not been told yet. Nothing may be written after it. */
  close(): Promise<void> {
    return this.notices.close();
  }

  /**
   * Finds the entities of a batch, and names those that are new. The unique key of `identifier` decides between two
   * gateways that name the same person first: the other one reads again, and follows.
   *
   * Statements: one for the versions of what is remembered, with the identifiers of who is not; one for memberships
   * that are not; a second one for identifiers where the directory does not know all the names of an entity, and
   * where what was remembered does not hold any more.
   */
  async read(sql: Sql, tenantId: string, batch: RosterBatch, now: SqlTime): Promise<ReadRoster> {
    const { known, recollection, named } = await this.assign(sql, tenantId, batch, now);
    const digests = newDigests(batch.entities, known, new Set(named.map(({ key }) => key)));
    if (digests.size > 0) await this.identifiers.noteNames(tenantId, digests, sql);
    const memberships = await readMemberships(sql, tenantId, batch.memberships, recollection);
    fillMemberships(batch.memberships, memberships);
    const moved = named.filter(({ kind }) => kind === 'PERSON');
    return { known, memberships, hasNewNames: named.length > 0, moved, recollection };
  }

  /** Answers for a part of a batch that was read and brought no new names: nothing is asked again. */
  readPart(part: RosterBatch, { known, memberships }: ReadRoster): void {
    settle(part.entities, known);
    assignBatch(part.entities, ownersOf(known));
    fillMemberships(part.memberships, memberships);
  }

  /**
   * Makes or updates those of a batch that it knows more of than the directory does: one statement for each
   * kind of row that changes.
   */
  async write(
    sql: Sql,
    tenantId: string,
    batch: RosterBatch,
    { known, memberships }: ReadRoster,
    now: SqlTime,
  ): Promise<RosterNews> {
    const list = new NewsList();
    for (const kind of ['PERSON', 'COURSE'] as const) {
      const news = newsOf(kind, batch.entities, known, list);
      await writeEntities(sql, this.database, 'EVENT', kind, tenantId, news, now);
    }
    const slots = batch.memberships;
    await writeMembershipNews(sql, this.database, tenantId, slots, memberships, now, list);
    // Also before the commit, whose answer may be lost.
    if (list.isKnownOtherwise) this.notices.add(tenantId);
    return list;
  }

  /** After the commit: what was read is remembered, but for what is known otherwise since, which others are told of. */
  remember(tenantId: string, batch: RosterBatch, roster: ReadRoster, news: RosterNews): void {
    if (news.isKnownOtherwise) this.notices.add(tenantId);
    const { known, memberships: stored, recollection } = roster;
    if (!recollection) return;
    const names = new Map<string, KnownName>();
    const facts = new Map<string, KnownIdentifier | null>();
    for (const id of news.changed) facts.set(id, null);
    for (const slot of batch.entities) {
      const row = slot.recalled ?? lastingOwner(slot, known);
      if (!row) continue;
      const { key, entityId, namesDigest } = row;
      if (!slot.recalled) names.set(slot.names, { key, entityId, namesDigest });
      const since = afterNews(entityId, row, news);
      if (since !== slot.recalled) facts.set(entityId, since);
    }
    const memberships = new Map<string, KnownMembership | null>();
    for (const [id, [first]] of byMembership(batch.memberships)) {
      const [personId, courseId] = [first?.person.entityId ?? '', first?.course.entityId ?? ''];
      const row = stored.get(id);
      const since = row && afterNews(id, row, news);
      if (row && since !== recollection.membership(personId, courseId))
        memberships.set(pairOf(personId, courseId), since ?? null);
    }
    this.memory.keep(tenantId, recollection, { names, facts, memberships });
  }

  private async assign(
    sql: Sql,
    tenantId: string,
    { entities }: RosterBatch,
    now: SqlTime,
  ): Promise<NamesRead & { named: NamedIdentifier[] }> {
    let read = await this.names.read(sql, tenantId, entities);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const named = assignBatch(entities, ownersOf(read.known));
      if (await this.identifiers.add(tenantId, named, now, sql)) return { ...read, named };
      read = await this.names.readAgain(sql, tenantId, entities, read.recollection);
    }
    throw new UnavailableError('ROLLED_BACK', 'identifiers were given to others again and again');
  }
}

function ownersOf(known: KnownNames): Map<string, string> {
  return new Map([...known].map(([key, { entityId }]) => [key, entityId]));
}

/** First names that were known, with the digest of names that are all known to belong with them by now. */
function newDigests(
  slots: readonly EntitySlot[],
  known: KnownNames,
  named: ReadonlySet<string>,
): Map<string, string> {
  const digests = new Map<string, string>();
  for (const slot of slots) {
    if (!slot.create || slot.settled || slot.namesDigest === null) continue;
    const { identifiers, namesDigest } = slot;
    const first = known.get(identifiers[0]?.key ?? '');
    if (!first) continue;
    // Of two sets of names in turn only the first is noted: the other costs a look-up, and no write.
    const news = first.namesDigest === null || identifiers.some(({ key }) => named.has(key));
    if (news) digests.set(first.key, namesDigest);
  }
  return digests;
}
