import type { Outcome } from '../../events/prepared';
import type { ImportItem } from './import-item';

/** Where a file's items go. */
export interface ImportSink {
  /** @returns how each item ended, in their order, once it is sure. */
  take(items: readonly ImportItem[]): Promise<Outcome[]>;
  close(): Promise<void>;
}

/** The outcome of an item that a sink did not have to look at. */
export function outcome(status: Outcome['status'], problems: Outcome['problems'] = []): Outcome {
  return { status, eventId: null, quarantineId: null, problems };
}
