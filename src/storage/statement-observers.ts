import type { ObservedStatement } from './database';
import { type DatabaseWatch, NO_WATCH } from './database-watch';

/** Who is told of each statement. Costs one comparison while nobody listens. */
export class StatementObservers {
  private readonly listeners = new Set<(statement: ObservedStatement) => void>();

  constructor(private readonly watch: DatabaseWatch = NO_WATCH) {}

  /** Adds a listener. @returns the way to remove it. */
  add(listener: (statement: ObservedStatement) => void): () => void {
    const own = (statement: ObservedStatement): void => listener(statement);
    this.listeners.add(own);
    return () => void this.listeners.delete(own);
  }

  /** A statement begins. @returns what to call at its end, with its error where it failed. */
  begin(name: string, text: string): (error?: unknown) => void {
    if (this.listeners.size > 0) {
      for (const listener of this.listeners) listener({ name, text });
    }
    return this.watch.statement(name);
  }
}
