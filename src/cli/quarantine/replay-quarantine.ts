import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { openServices } from '../../gateway-services';
import { CodedError } from '../../kernel/coded-error';
import { wholeTenant } from '../../kernel/reach';
import { commandConfig, commandPrincipal } from '../command-config';
import { counted, exitCodeOf, type ImportCounts, NO_COUNTS } from '../import/import-report';
import { stopSignal } from '../stop-signal';
import { quarantineFilter, type QuarantineOptions } from './quarantine-filter';
import { quarantinePages } from './quarantine-pages';

/** What `leg quarantine replay` can be told. */
export interface ReplayOptions extends QuarantineOptions {
  /** Everything that waits and that the filter lets through. */
  readonly all?: boolean;
  readonly applySuggestion?: boolean;
  /** A file with the text to read instead; for one item. */
  readonly text?: string;
}

/** Items of one transaction. */
const BATCH = 100;

/** Reads quarantined items again, and prints what they came to. Exit code 2: not all of it is stored now. */
export async function replayQuarantine(
  ids: readonly string[],
  options: ReplayOptions,
): Promise<void> {
  if ((ids.length === 0) !== (options.all === true))
    throw new CodedError('BAD_USER_INPUT', 'ids of items were required, or --all; not both');
  const config = commandConfig(options);
  const principal = commandPrincipal(config);
  const reach = wholeTenant(config.tenantId);
  const repairedText = options.text === undefined ? null : await readFile(options.text, 'utf8');
  const signal = stopSignal();
  const { events, close } = await openServices(config);
  let counts: ImportCounts = NO_COUNTS;
  try {
    const filter = quarantineFilter(options, false);
    const waiting = quarantinePages(events.quarantine, config.tenantId, filter, BATCH);
    const batches = options.all
      ? idsOf(waiting)
      : Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) =>
          ids.slice(at * BATCH, (at + 1) * BATCH),
        );
    for await (const batch of batches) {
      const { applySuggestion } = options;
      const request = { ids: batch, repairedText, applySuggestion: applySuggestion ?? false };
      counts = counted(counts, (await events.replay.replay(principal, reach, request)).outcomes);
      if (signal.aborted) break;
    }
  } finally {
    await close();
    print(counts, options);
  }
  if (!signal.aborted) process.exitCode = exitCodeOf(counts);
}

async function* idsOf(
  pages: AsyncIterable<readonly { readonly id: string }[]>,
): AsyncGenerator<string[]> {
  for await (const rows of pages) yield rows.map(({ id }) => id);
}

function print(counts: ImportCounts, { json, quiet }: ReplayOptions): void {
  if (json) process.stdout.write(`${JSON.stringify(counts)}\n`);
  else if (!quiet) {
    const { received, stored, duplicates, quarantined, rejected } = counts;
    process.stdout.write(
      `${received} read again: ${stored} stored, ${duplicates} were stored before, ${quarantined} still in quarantine, ${rejected} rejected\n`,
    );
  }
}
