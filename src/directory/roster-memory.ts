import { type Clock, systemClock } from '../kernel/clock';
import type { DirectoryVersion } from './directory-version.store';
import type { KnownIdentifier, KnownMembership, KnownName } from './known-roster';

/** UTF-16 units that may be remembered of all tenants together, with what it costs to hold them: about 32 MB. */
const MOST = 16 * 1024 * 1024;
/** What an entry costs beside its texts, in the same units. */
const ENTRY = 300;
/** Milliseconds that anything is remembered: what was changed behind the gateway's back is seen then. */
const LONGEST = 600_000;

/** What a gateway remembers of one tenant's directory at one version. */
export interface Recollection {
  /** Who has exactly these names; see EntitySlot.names. */
  entity(names: string): KnownIdentifier | undefined;
  membership(personId: string, courseId: string): KnownMembership | undefined;
}

/** What a committed transaction has read; null for what it has changed, which is not known any more. */
export interface Lesson {
  /** By all names of the entity; see EntitySlot.names. */
  readonly names: ReadonlyMap<string, KnownName>;
  /** By id of the entity, once for all its names. */
  readonly facts: ReadonlyMap<string, KnownIdentifier | null>;
  /** By `pairOf`. */
  readonly memberships: ReadonlyMap<string, KnownMembership | null>;
}

/**
 * What a gateway remembers of directories, so that it does not ask for the same persons with each call. Holds
 * only what was committed when it was read, and answers only for the version at which it was read.
 */
export class RosterMemory {
  private readonly tenants = new Map<string, TenantMemory>();
  private used = 0;

  constructor(
    private readonly clock: Clock = systemClock,
    private readonly most: number = MOST,
  ) {}

  /** What is remembered of a tenant, at whatever version; null where there is nothing, or it is too old. */
  newest(tenantId: string): Recollection | null {
    const known = this.tenants.get(tenantId);
    return known && this.clock() - known.since < LONGEST ? known : null;
  }

  /** Forgets a tenant, and what is being read of them. */
  forget(tenantId: string): void {
    this.used -= this.tenants.get(tenantId)?.size ?? 0;
    this.tenants.delete(tenantId);
  }

  /** What is remembered of a tenant at a version; of any other version all is forgotten. */
  at(tenantId: string, version: DirectoryVersion): Recollection {
    const known = this.tenants.get(tenantId);
    if (known?.isAt(version) && this.clock() - known.since < LONGEST) return known;
    const begun = new TenantMemory(version, this.clock());
    this.used += begun.size - (known?.size ?? 0);
    this.tenants.set(tenantId, begun);
    return begun;
  }

  /**
   * Keeps what a transaction learnt, after its commit; nothing where its recollection is over. Where all tenants
   * together have more than they may, all of it is forgotten: what is still in use is soon known again.
   */
  keep(tenantId: string, recollection: Recollection, lesson: Lesson): void {
    const known = this.tenants.get(tenantId);
    if (known !== recollection) return;
    this.used += known.learn(lesson);
    if (this.used <= this.most) return;
    this.tenants.clear();
    this.used = 0;
  }
}

/** One text for one pair. */
export function pairOf(personId: string, courseId: string): string {
  return `${personId} ${courseId}`;
}

class TenantMemory implements Recollection {
  private readonly names = new Map<string, KnownName>();
  private readonly facts = new Map<string, KnownIdentifier>();
  private readonly memberships = new Map<string, KnownMembership>();
  size = ENTRY;

  constructor(
    private readonly version: DirectoryVersion,
    readonly since: number,
  ) {}

  isAt({ links, facts }: DirectoryVersion): boolean {
    return links === this.version.links && facts === this.version.facts;
  }

  entity(names: string): KnownIdentifier | undefined {
    const name = this.names.get(names);
    const known = name && this.facts.get(name.entityId);
    if (!known || known.key === name.key) return known;
    const { key, entityId, namesDigest } = name;
    return { ...known, key, entityId, namesDigest };
  }

  membership(personId: string, courseId: string): KnownMembership | undefined {
    return this.memberships.get(pairOf(personId, courseId));
  }

  /** @returns by how much it has grown. */
  learn({ names, facts, memberships }: Lesson): number {
    const before = this.size;
    for (const [name, row] of names) {
      // A name out of a request may be a slice of its body, all of which it would keep.
      if (!this.names.has(name)) this.enter(this.names, copied(name), row);
    }
    for (const [id, row] of facts) this.enter(this.facts, id, row);
    for (const [pair, row] of memberships) this.enter(this.memberships, pair, row);
    return this.size - before;
  }

  private enter<T extends object>(into: Map<string, T>, key: string, row: T | null): void {
    const former = into.get(key);
    if (former) this.size -= sizeOf(key, former);
    if (row === null) into.delete(key);
    else {
      into.set(key, row);
      this.size += sizeOf(key, row);
    }
  }
}

function sizeOf(key: string, row: object): number {
  let size = ENTRY + key.length;
  for (const value of Object.values(row)) if (typeof value === 'string') size += value.length;
  return size;
}

/** The same text in memory of its own; UTF-16, because a lone surrogate has no other form. */
function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
