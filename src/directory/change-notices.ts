import type { Database } from '../storage/database';
import type { DirectoryVersionStore } from './directory-version.store';
import type { RosterMemory } from './roster-memory';

/** Milliseconds that what events changed may be known to one gateway alone. */
const LATEST = 1_000;

/**
 * Tells every gateway that something that was known is known otherwise by events: soon, and once for all that
 * happened meanwhile. Said in the transactions themselves it would cost each a statement, and make all those of a
 * tenant whose senders contradict each other wait for each other's commits.
 */
export class ChangeNotices {
  private readonly owed = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly versions: DirectoryVersionStore,
    private readonly memory: RosterMemory,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Notes that a tenant's facts have changed; they are told of within a second. */
  add(tenantId: string): void {
    this.owed.add(tenantId);
    this.timer ??= setTimeout(() => void this.flush(), LATEST).unref();
  }

  /** Tells all that is noted now. What cannot be told is told a second later. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const tenants = [...this.owed];
    this.owed.clear();
    if (tenants.length === 0) return;
    try {
      await this.versions.raise(this.database.sql, tenants, 'FACTS');
      for (const tenantId of tenants) this.memory.forget(tenantId);
    } catch (error) {
      this.report(error);
      for (const tenantId of tenants) this.add(tenantId);
    }
  }
}
