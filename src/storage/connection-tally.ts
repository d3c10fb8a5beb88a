import type { DatabaseWatch, PoolState } from './database-watch';

/** Counts who waits for a connection and who has one, and tells how long the wait was. */
export class ConnectionTally {
  private waiting = 0;
  private inUse = 0;

  constructor(
    private readonly size: number,
    private readonly watch: DatabaseWatch,
  ) {}

  get state(): PoolState {
    return { size: this.size, inUse: this.inUse, waiting: this.waiting };
  }

  /** Waits for a connection. Each that is given must be returned once. */
  async waitFor<T>(taken: Promise<T>): Promise<T> {
    const start = performance.now();
    this.waiting += 1;
    try {
      const connection = await taken;
      this.inUse += 1;
      return connection;
    } finally {
      this.waiting -= 1;
      this.watch.waited((performance.now() - start) / 1_000);
    }
  }

  returned(): void {
    this.inUse -= 1;
  }
}
