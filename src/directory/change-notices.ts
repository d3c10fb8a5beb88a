import type { Database } from '../storage/database';
import type { DirectoryVersionStore } from './directory-version.store';
import type { RosterMemory } from './roster-memory';

/** Milliseconds that what events changed may be known to one gateway alone. */
const LATEST = 1_000;
/** Milliseconds until the database is asked again after it has failed. */
const AFTER_FAILURE = 10_000;

/**
 * Tells every gateway that events have changed what is known of somebody who was known: soon, and once for all that
 * happened meanwhile. Said in the transactions themselves it would cost each a statement, and make all those of a
 * tenant whose senders contradict each other wait for each other's commits.
 */
export class ChangeNotices {
  private readonly owed = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(
    private readonly database: Database,
    private readonly versions: DirectoryVersionStore,
    private readonly memory: RosterMemory,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Notes that a tenant's facts have changed; they are told of within a second. */
  add(tenantId: string): void {
    this.owed.add(tenantId);
    this.flushIn(LATEST);
  }

  /** Tells what is left, and tries no more. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.flush();
  }

  /** Tells all that is noted now, after what is being told. What cannot be told is told later. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.flushing = this.flushing.then(() => this.tell());
    return this.flushing;
  }

  private async tell(): Promise<void> {
    const tenants = [...this.owed];
    this.owed.clear();
    if (tenants.length === 0) return;
    try {
      await this.versions.raise(this.database.sql, tenants, 'FACTS');
      for (const tenantId of tenants) this.memory.forget(tenantId);
    } catch (error) {
      this.report(error);
      for (const tenantId of tenants) this.owed.add(tenantId);
      this.flushIn(AFTER_FAILURE);
    }
  }

  private flushIn(millis: number): void {
    if (!this.isClosed) this.timer ??= setTimeout(() => void this.flush(), millis).unref();
  }
}
