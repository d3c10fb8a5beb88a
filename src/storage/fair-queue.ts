import { UnavailableError } from './storage-error';

/** Bounds of a queue. */
export interface QueueBounds {
  /** How many may wait. */
  readonly waiting: number;
  /** Milliseconds that one waits before it is refused. */
  readonly millis: number;
}

/** Lets one in at a time, in the order in which they came. */
export class FairQueue {
  private held = false;
  private readonly waiters: Array<() => void> = [];

  constructor(private readonly bounds: QueueBounds) {}

  /** How many wait for their turn. */
  get waiting(): number {
    return this.waiters.length;
  }

  /** Whether somebody has the turn. */
  get taken(): boolean {
    return this.held;
  }

  /**
   * Waits for the turn. @returns what ends it; to be called once.
   * @throws UnavailableError BUSY when too many wait already, or the wait was too long.
   */
  enter(): Promise<() => void> {
    if (!this.held) {
      this.held = true;
      return Promise.resolve(this.turn());
    }
    if (this.waiters.length >= this.bounds.waiting) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.splice(this.waiters.indexOf(admit), 1);
        reject(busy());
      }, this.bounds.millis);
      const admit = (): void => {
        clearTimeout(timer);
        resolve(this.turn());
      };
      this.waiters.push(admit);
    });
  }

  private turn(): () => void {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const next = this.waiters.shift();
      if (next) next();
      else this.held = false;
    };
  }
}

function busy(): UnavailableError {
  return new UnavailableError('BUSY', 'too many statements wait for the embedded database');
}
