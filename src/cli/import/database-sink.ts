import { setTimeout as sleep } from 'node:timers/promises';
import type { CaliperItem } from '../../caliper/body';
import type { IngestService } from '../../events/ingest.service';
import type { HubItem } from '../../events/prepare-hub';
import type { Outcome, WrittenReceipt } from '../../events/prepared';
import { CodedError } from '../../kernel/coded-error';
import type { Principal } from '../../kernel/principal';
import type { ImportItem } from './import-item';
import { type ImportSink, outcome } from './import-sink';

/** Tries of one batch before the import stops, and the longest wait between two, in milliseconds. */
const TRIES = 10;
const LONGEST_WAIT = 5_000;
const WORTH_WAITING = new Set(['UNAVAILABLE', 'OVERLOADED']);

/** Takes items into the database by the gateway's own ingest: the same rules, the same transactions. */
export class DatabaseSink implements ImportSink {
  constructor(
    private readonly ingest: Pick<IngestService, 'ingestItems' | 'publishHubItems'>,
    private readonly principal: Principal,
    private readonly end: () => Promise<void>,
  ) {}

  /** @throws CodedError UNAVAILABLE when the database gave no answer for long; the batch may be sent again. */
  async take(items: readonly ImportItem[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = items.map((item) =>
      item.kind === 'LEFT_OUT' ? outcome('REJECTED', [item.problem]) : outcome('STORED'),
    );
    const caliper: CaliperItem[] = [];
    const hub: HubItem[] = [];
    const places: Record<'CALIPER' | 'HUB', number[]> = { CALIPER: [], HUB: [] };
    items.forEach((item, at) => {
      if (item.kind === 'CALIPER') caliper.push(item.item);
      if (item.kind === 'HUB') hub.push(item.item);
      if (item.kind !== 'LEFT_OUT') places[item.kind].push(at);
    });
    const { ingest, principal } = this;
    const settle = async (
      kind: 'CALIPER' | 'HUB',
      send: () => Promise<WrittenReceipt>,
    ): Promise<void> => {
      if (places[kind].length === 0) return;
      const receipt = await patiently(send);
      places[kind].forEach((at, n) => (outcomes[at] = receipt.outcomes[n] as Outcome));
    };
    await settle('CALIPER', () => ingest.ingestItems(principal, caliper));
    await settle('HUB', () => ingest.publishHubItems(principal, hub));
    return outcomes;
  }

  close(): Promise<void> {
    return this.end();
  }
}

/** An outage of seconds must not cost a night's import. What was committed unseen is a duplicate the next time. */
async function patiently<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      const waits = error instanceof CodedError && WORTH_WAITING.has(error.code);
      if (!waits || tries >= TRIES) throw error;
      await sleep(Math.min(LONGEST_WAIT, 250 * 2 ** tries));
    }
  }
}
