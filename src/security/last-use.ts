import { type Clock, sqlNow } from '../kernel/clock';
import type { ApiKeyStore } from './api-key.store';

/** Milliseconds between two notes of one key. */
const INTERVAL = 60_000;
/** Milliseconds that a note may wait: no request waits for it, nor its database connection. */
const DELAY = 1_000;

/** Notes when keys were last used: beside the requests, and once a minute for each key at most. */
export class LastUse {
  private due = new Map<string, string>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  /** @param report is told what kept a note from being written; no request fails for it. */
  constructor(
    private readonly store: Pick<ApiKeyStore, 'touch'>,
    private readonly clock: Clock,
    private readonly report: (error: unknown) => void,
  ) {}

  /**
   * A use of a key now.
   * @param last milliseconds since 1970 of the last use that was noted.
   * @returns what to take for the last use from now on.
   */
  note(tenantId: string, id: string, last: number): number {
    const now = this.clock();
    if (now - last < INTERVAL) return last;
    this.due.set(id, tenantId);
    this.timer ??= setTimeout(() => void this.write(), DELAY).unref();
    return now;
  }

  /** Writes what is due, and waits for it: before the database closes. */
  async write(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const due = this.due;
    this.due = new Map();
    this.writing = this.writing.then(async () => {
      for (const [id, tenantId] of due) await this.touch(tenantId, id);
    });
    await this.writing;
  }

  private async touch(tenantId: string, id: string): Promise<void> {
    try {
      await this.store.touch(tenantId, id, sqlNow(this.clock));
    } catch (error) {
      this.report(error);
    }
  }
}
