import 'reflect-metadata';
import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../../config';
import type { Outcome } from '../../events/prepared';
import { ingestOptions, openServices } from '../../gateway-services';
import { systemClock } from '../../kernel/clock';
import { readDatabaseUrl, shownDatabase } from '../../storage/database-url';
import { commandConfig, commandPrincipal, type CommonOptions } from '../command-config';
import { Progress } from '../progress';
import { stopSignal } from '../stop-signal';
import { type Checkpoint, CheckpointFile } from './checkpoint';
import { DatabaseSink } from './database-sink';
import { DryRunSink } from './dry-run-sink';
import { importFile } from './import-file';
import type { ImportFormat, ImportItem } from './import-item';
import {
  exitCodeOf,
  type ImportCounts,
  NO_COUNTS,
  refusalText,
  reportText,
  together,
  whole,
} from './import-report';
import type { ImportSink } from './import-sink';
import { type ImportSource, openSource } from './import-source';

/** What `leg import` can be told. */
export interface ImportOptions extends CommonOptions {
  readonly format?: ImportFormat;
  readonly dryRun?: boolean;
  readonly restart?: boolean;
  readonly maxRate?: number;
  readonly json?: boolean;
}

/** Items of a batch: what one transaction of the gateway takes well. */
const BATCH_ITEMS = 100;
/** Items that were not stored and that the report names. */
const NAMED = 20;

/** Imports files one after the other, and prints what came of it. Exit codes: see ADR 0015. */
export async function runImport(files: readonly string[], options: ImportOptions): Promise<void> {
  const config = commandConfig(options);
  const signal = stopSignal();
  const sources = await Promise.all(files.map(openSource));
  const sink = await openSink(config, options);
  const run = new ImportRun(config, options, sink, signal);
  try {
    for (const [at, source] of sources.entries()) {
      if (!signal.aborted) await run.file(files[at] as string, source);
    }
  } finally {
    await sink.close();
    run.report();
  }
  if (!signal.aborted) process.exitCode = exitCodeOf(run.counts);
}

class ImportRun {
  counts: ImportCounts = NO_COUNTS;
  private readonly began = performance.now();
  private readonly named: string[] = [];
  private bytes = 0;
  private received = 0;
  private refused = 0;

  constructor(
    private readonly config: Config,
    private readonly options: ImportOptions,
    private readonly sink: ImportSink,
    private readonly signal: AbortSignal,
  ) {}

  async file(path: string, source: ImportSource): Promise<void> {
    const { config, options, signal, sink } = this;
    const checkpoint = await this.checkpointOf(path, source);
    const start = await this.startOf(source, checkpoint);
    const total = source.identity?.size ?? null;
    const form = options.json ? 'json' : 'lines';
    const progress = new Progress(options.quiet ? 'none' : form, total);
    let events = start?.counts.received ?? 0;
    progress.begin({ done: start?.cutter.offset ?? 0, total, events });
    let reached: Checkpoint | null = start;
    try {
      reached = await importFile({
        source,
        sink,
        facts: {
          name: source.name,
          format: options.format ?? null,
          maxBytes: config.maxBodyBytes,
          maxValues: config.maxEventValues,
        },
        checkpoint,
        start,
        batchItems: Math.min(BATCH_ITEMS, config.maxEvents),
        maxRate: options.maxRate ?? null,
        signal,
        tell: (items, outcomes) => {
          events += items.length;
          this.tell(source, items, outcomes);
          progress.show({ done: source.position(), total, events });
        },
      });
      if (!signal.aborted) await checkpoint?.remove();
    } finally {
      progress.stop();
      this.bytes += source.position();
      this.counts = together(this.counts, reached?.counts ?? NO_COUNTS);
    }
    if (signal.aborted && checkpoint) {
      this.say(
        `stopped; the same command goes on from line ${reached?.cutter.line ?? 1} of ${path}`,
      );
    }
  }

  report(): void {
    const { counts, bytes, received, options } = this;
    const seconds = (performance.now() - this.began) / 1000;
    for (const line of this.named) this.say(line);
    if (this.refused > this.named.length)
      this.say(`${whole(this.refused - this.named.length)} more were not stored`);
    if (options.json) {
      const rate = Math.round(received / Math.max(seconds, 0.001));
      const report = {
        ...counts,
        bytes,
        seconds: Number(seconds.toFixed(3)),
        eventsPerSecond: rate,
      };
      process.stdout.write(`${JSON.stringify(report)}\n`);
    } else if (!options.quiet) {
      process.stdout.write(
        `${reportText(counts, { bytes, seconds, received }, options.dryRun === true)}\n`,
      );
    }
  }

  private tell(
    { name }: ImportSource,
    items: readonly ImportItem[],
    outcomes: readonly Outcome[],
  ): void {
    this.received += items.length;
    outcomes.forEach((outcome, at) => {
      if (outcome.status !== 'QUARANTINED' && outcome.status !== 'REJECTED') return;
      this.refused++;
      if (this.named.length >= NAMED) return;
      const text = refusalText(items[at] as ImportItem, outcome);
      this.named.push(`${name}: ${outcome.status.toLowerCase()}: ${text}`);
    });
  }

  private async checkpointOf(
    path: string,
    { identity }: ImportSource,
  ): Promise<CheckpointFile | null> {
    const { config, options } = this;
    if (identity === null || options.dryRun) return null;
    const mayWrite = await access(dirname(path), constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!mayWrite) {
      this.say(`nothing can be written beside ${path}: if it is stopped, it will begin again`);
      return null;
    }
    const database = shownDatabase(readDatabaseUrl(config.databaseUrl));
    const target = `${database} ${config.tenantId} ${options.format ?? 'detected'}`;
    return new CheckpointFile(path, { file: identity, target });
  }

  private async startOf(
    source: ImportSource,
    checkpoint: CheckpointFile | null,
  ): Promise<Checkpoint | null> {
    const found = this.options.restart ? null : await checkpoint?.read();
    if (found === 'OTHER') {
      this.say(
        `${source.name} or where it goes has changed since its import was stopped: it begins again, and what is stored already is a duplicate`,
      );
    }
    if (!found || found === 'OTHER') return null;
    this.say(`${source.name} goes on from line ${whole(found.cutter.line)}`);
    return found;
  }

  private say(line: string): void {
    if (!this.options.quiet) process.stderr.write(`leg: ${line}\n`);
  }
}

async function openSink(config: Config, { dryRun }: ImportOptions): Promise<ImportSink> {
  if (dryRun) return new DryRunSink(commandPrincipal(config), ingestOptions(config), systemClock);
  const { events, close } = await openServices(config);
  return new DatabaseSink(events.ingest, commandPrincipal(config), close);
}
