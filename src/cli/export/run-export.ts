import 'reflect-metadata';
import { createWriteStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import type { EventFilter } from '../../events/event-filter';
import type { EventListService } from '../../events/event-list.service';
import { EventOrder } from '../../events/event-order';
import type { StoredEvent } from '../../events/stored-event';
import { openServices } from '../../gateway-services';
import { CodedError } from '../../kernel/coded-error';
import { type Connection, MAX_PAGE } from '../../kernel/page';
import { wholeTenant } from '../../kernel/reach';
import { commandConfig, type CommonOptions } from '../command-config';
import { LineWriter } from '../line-writer';
import { stopSignal } from '../stop-signal';
import { writeWhole } from '../write-whole';
import { eventRecord, type RecordForm } from './event-record';
import { exportSelection } from './export-selection';

/** What `leg export` can be told. */
export interface ExportOptions extends CommonOptions {
  readonly out?: string;
  readonly source?: 'HUB' | 'CALIPER';
  readonly program?: string[];
  readonly sensor?: string;
  readonly type?: string[];
  /** SqlTime. */
  readonly from?: string;
  /** SqlTime. */
  readonly to?: string;
  readonly person?: string;
  readonly course?: string;
  readonly raw?: boolean;
  /** False for `--no-personal`. */
  readonly personal: boolean;
  readonly after?: string;
  readonly state?: string;
}

/**
 * Writes events as lines of JSON, in the order of the feed: going on from its cursor misses nothing, also
 * what was committed late. The cursor is told when every line before it has been written.
 */
export async function runExport(options: ExportOptions): Promise<void> {
  const form = formOf(options);
  const config = commandConfig(options);
  const signal = stopSignal();
  const start = options.after ?? (await readState(options.state));
  const writer = new LineWriter(await destination(options.out, start !== null));
  const { events, close } = await openServices(config);
  let after = start;
  let written = 0;
  try {
    for await (const page of pages(events.lists, config.tenantId, options, form, start)) {
      await writer.write(page.edges.map(({ node }) => eventRecord(node, form)));
      written += page.edges.length;
      after = page.pageInfo.endCursor ?? after;
      if (options.state !== undefined && after !== null)
        await writeWhole(options.state, `${after}\n`);
      if (signal.aborted) break;
    }
  } finally {
    await close();
    if (!options.quiet) {
      const next = after === null ? '' : `; --after ${after} goes on`;
      process.stderr.write(`leg: ${written} events${next}\n`);
    }
  }
}

/** Pages of the feed until there is nothing more. Places are given in bounded numbers, so an end is asked for twice. */
async function* pages(
  lists: EventListService,
  tenantId: string,
  options: ExportOptions,
  form: RecordForm,
  start: string | null,
): AsyncGenerator<Connection<StoredEvent>> {
  const filter = filterOf(options);
  const selection = exportSelection(form);
  let after = start;
  for (;;) {
    const args = { filter, orderBy: EventOrder.RECEIVED_ASC, first: MAX_PAGE, after };
    const page = await lists.list(wholeTenant(tenantId), args, selection);
    if (page.edges.length === 0) return;
    yield page;
    after = page.pageInfo.endCursor;
  }
}

function filterOf(options: ExportOptions): EventFilter {
  return {
    sources: options.source === undefined ? null : [options.source],
    programIds: options.program ?? null,
    types: options.type ?? null,
    sensor: options.sensor ?? null,
    occurredFrom: options.from ?? null,
    occurredTo: options.to ?? null,
    personId: options.person ?? null,
    courseId: options.course ?? null,
  };
}

function formOf({ raw, personal }: ExportOptions): RecordForm {
  if (raw === true && !personal) {
    throw new CodedError(
      'BAD_USER_INPUT',
      '--raw and --no-personal cannot go together: an event’s own text is full of personal data',
    );
  }
  if (raw === true) return 'RAW';
  return personal ? 'JOINED' : 'WITHOUT_PERSONAL_DATA';
}

/** A file is begun, or gone on with, and never replaced. */
async function destination(out: string | undefined, goesOn: boolean) {
  if (out === undefined) return process.stdout;
  const flags = goesOn ? 'a' : 'wx';
  await (await open(out, flags, 0o600)).close();
  return createWriteStream(out, { flags: 'a' });
}

async function readState(state: string | undefined): Promise<string | null> {
  if (state === undefined) return null;
  const text = await readFile(state, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  return text.trim() === '' ? null : text.trim();
}
