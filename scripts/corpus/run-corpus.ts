import { GatewayClient } from '../client/gateway-client';
import type { CorpusFile } from './corpus-file';
import { countEvents } from './count-events';
import type { FileResult } from './file-result';
import { FileIngest } from './ingest-file';
import type { Progress } from './progress';

/** What one run over some files came to. */
export interface Run {
  readonly results: readonly FileResult[];
  /** Events in the gateway after it. */
  readonly events: number;
}

/** How a corpus is run. */
export interface RunOptions {
  /** How often, from 1. */
  readonly times: number;
  /** Whether suggested repairs are applied. */
  readonly repair: boolean;
  readonly progress: Progress;
}

/** Sends files to a gateway, one after the other, as often as asked. @returns a Run for each time. */
export async function runCorpus(
  url: string,
  files: readonly CorpusFile[],
  { times, repair, progress }: RunOptions,
): Promise<Run[]> {
  const client = new GatewayClient(url);
  const ingest = new FileIngest(client, repair);
  const runs: Run[] = [];
  while (runs.length < times) {
    const results: FileResult[] = [];
    for (const file of files) {
      results.push(await ingest.run(file));
      progress.step();
    }
    runs.push({ results, events: await countEvents(client) });
  }
  return runs;
}
