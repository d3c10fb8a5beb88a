import { type IngestOptions, storableFor } from '../../events/ingest.service';
import { prepareCaliper } from '../../events/prepare-caliper';
import { prepareHubItem } from '../../events/prepare-hub';
import type { Outcome, PreparedItem } from '../../events/prepared';
import { redactedHubItem, redactedItem } from '../../events/redacted-item';
import { type Clock, sqlNow } from '../../kernel/clock';
import type { Principal } from '../../kernel/principal';
import type { ImportItem } from './import-item';
import { type ImportSink, outcome } from './import-sink';

/** Reads and checks items as ingest does, and keeps nothing: duplicates and conflicts only a database knows. */
export class DryRunSink implements ImportSink {
  constructor(
    private readonly principal: Principal,
    private readonly options: IngestOptions,
    private readonly clock: Clock,
  ) {}

  async take(items: readonly ImportItem[]): Promise<Outcome[]> {
    const receivedAt = sqlNow(this.clock);
    const check = storableFor(this.principal, this.options);
    return items.map((item) => {
      if (item.kind === 'LEFT_OUT') return outcome('REJECTED', [item.problem]);
      const { redaction } = this.options;
      const [prepared] =
        item.kind === 'HUB'
          ? [prepareHubItem(redactedHubItem(item.item, redaction))]
          : prepareCaliper([redactedItem(item.item, redaction)], receivedAt, check);
      return outcomeOf(prepared as PreparedItem);
    });
  }

  async close(): Promise<void> {
    // there is nothing to close
  }
}

function outcomeOf(prepared: PreparedItem): Outcome {
  switch (prepared.kind) {
    case 'QUARANTINE':
      return outcome('QUARANTINED', prepared.quarantine.problems);
    case 'REJECTED':
      return outcome('REJECTED', prepared.problems);
    default:
      return outcome('STORED');
  }
}
