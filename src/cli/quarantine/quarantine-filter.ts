import type { QuarantineFilter } from '../../events/quarantine.store';
import type { CommonOptions } from '../command-config';

/** Which quarantined items a command is about. */
export interface QuarantineOptions extends CommonOptions {
  readonly source?: 'HUB' | 'CALIPER';
  readonly code?: string;
  readonly sensor?: string;
  readonly receipt?: string;
  /** SqlTime. */
  readonly from?: string;
  /** SqlTime. */
  readonly to?: string;
  readonly json?: boolean;
}

/** The options as the store asks. @param resolved null for those that wait and those that were taken in since. */
export function quarantineFilter(
  options: QuarantineOptions,
  resolved: boolean | null,
): QuarantineFilter {
  return {
    source: options.source ?? null,
    code: options.code ?? null,
    sensor: options.sensor ?? null,
    receiptId: options.receipt ?? null,
    receivedFrom: options.from ?? null,
    receivedTo: options.to ?? null,
    resolved,
  };
}
