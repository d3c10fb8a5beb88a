import type { ObservedStatement } from './database';

/** Who is told of each statement. Costs one comparison while nobody listens. */
export class StatementObservers {
  private readonly listeners = new Set<(statement: ObservedStatement) => void>();

  /** Adds a listener. @returns the way to remove it. */
  add(listener: (statement: ObservedStatement) => void): () => void {
    const own = (statement: ObservedStatement): void => listener(statement);
    this.listeners.add(own);
    return () => void this.listeners.delete(own);
  }

  tell(name: string, text: string): void {
    if (this.listeners.size === 0) return;
    for (const listener of this.listeners) listener({ name, text });
  }
}
