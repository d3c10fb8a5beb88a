import 'reflect-metadata';
import type { QuarantinedRow } from '../../events/quarantine.store';
import { openServices } from '../../gateway-services';
import { MAX_PAGE } from '../../kernel/page';
import { toIso } from '../../kernel/timestamp';
import { commandConfig } from '../command-config';
import { LineWriter } from '../line-writer';
import { quarantineFilter, type QuarantineOptions } from './quarantine-filter';
import { quarantinePages } from './quarantine-pages';

/** What `leg quarantine list` can be told. */
export interface ListOptions extends QuarantineOptions {
  readonly limit: number;
  /** Those that were taken in since, too. */
  readonly resolved?: boolean;
}

/** Prints what waits in quarantine, a line for each. */
export async function listQuarantine(options: ListOptions): Promise<void> {
  const config = commandConfig(options);
  const { events, close } = await openServices(config);
  const writer = new LineWriter(process.stdout);
  const filter = quarantineFilter(options, options.resolved ? null : false);
  let left = options.limit;
  try {
    const size = Math.min(MAX_PAGE, options.limit);
    for await (const rows of quarantinePages(events.quarantine, config.tenantId, filter, size)) {
      const shown = rows.slice(0, left);
      await writer.write(shown.map(options.json ? jsonLine : textLine));
      left -= shown.length;
      if (left <= 0) break;
    }
  } finally {
    await close();
  }
}

function jsonLine(row: QuarantinedRow): string {
  const { receivedAt, resolvedAt } = row;
  return JSON.stringify({
    ...row,
    receivedAt: toIso(receivedAt),
    resolvedAt: resolvedAt === null ? null : toIso(resolvedAt),
  });
}

function textLine({ id, receivedAt, source, code, problems }: QuarantinedRow): string {
  const [problem] = problems;
  return `${id}  ${toIso(receivedAt)}  ${source.padEnd(7)}  ${code}  ${problem?.message ?? ''}`;
}
