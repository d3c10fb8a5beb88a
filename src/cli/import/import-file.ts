import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../kernel/coded-error';
import type { Outcome } from '../../events/prepared';
import { BatchesInFlight } from './batches-in-flight';
import type { Checkpoint, CheckpointFile } from './checkpoint';
import { detectLayout } from './detect-layout';
import { type FileFacts, type ImportItem, itemsOf } from './import-item';
import { NO_COUNTS } from './import-report';
import type { ImportSink } from './import-sink';
import type { ImportSource } from './import-source';
import { beginningOf, type Frame, type Piece } from './piece';
import { PieceCutter } from './piece-cutter';
import { readHead } from './read-head';

/** How one file is imported. */
export interface FileImport {
  readonly source: ImportSource;
  readonly sink: ImportSink;
  readonly facts: FileFacts;
  /** Where progress is kept; null for none. */
  readonly checkpoint: CheckpointFile | null;
  /** Where to go on; null for the beginning. */
  readonly start: Checkpoint | null;
  /** Items of a batch. */
  readonly batchItems: number;
  /** Items a second; null for as fast as it goes. */
  readonly maxRate: number | null;
  /** Ends the import behind what is on its way. */
  readonly signal: AbortSignal;
  /** Told of every batch that is committed. */
  readonly tell: (items: readonly ImportItem[], outcomes: readonly Outcome[]) => void;
}

/** Batches on their way at once: enough for every writer of the gateway, and as many waiting. */
const IN_FLIGHT = 8;
/** Characters of a batch, for events that are large. */
const BATCH_BYTES = 4 * 1024 * 1024;
/** Bytes by which the layout is told. */
const BEGINNING = 1024 * 1024;
const CHECKPOINT_MILLIS = 500;

/**
 * Reads a file from where the last import of it ended, cuts it, and takes in what it holds. Memory is bound
 * by the size of a value and the number of batches, never by the file.
 * @returns the place to which everything is committed. The checkpoint says the same, also when this throws.
 * @throws what reading the file throws, and UNAVAILABLE when the database stays away.
 */
export async function importFile(run: FileImport): Promise<Checkpoint> {
  const { source, sink, checkpoint, signal } = run;
  const chunks = source.read(run.start?.cutter.offset ?? 0)[Symbol.asyncIterator]();
  const { beginning, layout } = run.start
    ? { beginning: [], layout: run.start.cutter.layout }
    : await readBeginning(chunks);
  const start = run.start ?? { cutter: beginningOf(layout), counts: NO_COUNTS };
  const flight = new BatchesInFlight(sink, IN_FLIGHT, start, run.tell);
  const cutter = new PieceCutter({ maxBytes: run.facts.maxBytes }, start.cutter);
  const batches = new Batches(run, flight);
  const cut = async (pieces: Iterable<Piece>): Promise<void> => {
    for (const piece of pieces) {
      if (signal.aborted) return;
      if (piece.kind === 'HEAD_WANTED') cutter.giveHead(await headOf(run, piece));
      else await batches.add(piece);
    }
  };
  try {
    for (const chunk of beginning) await cut(cutter.push(chunk));
    for (;;) {
      const { value, done } = (await chunks.next()) as IteratorResult<Buffer, undefined>;
      if (done || signal.aborted) break;
      await cut(cutter.push(value));
    }
    if (!signal.aborted) await cut(cutter.end());
    if (!signal.aborted) await batches.flush();
    await flight.settle();
  } finally {
    await flight.abandon();
    await checkpoint?.write(flight.committed);
    await chunks.return?.();
  }
  return flight.committed;
}

/** Gathers what pieces hold into batches of a bounded size. */
class Batches {
  private items: ImportItem[] = [];
  private bytes = 0;
  private after: Piece['after'] | null = null;
  private sent = 0;
  private readonly began = performance.now();
  private saved = performance.now();

  constructor(
    private readonly run: FileImport,
    private readonly flight: BatchesInFlight,
  ) {}

  async add(piece: Piece): Promise<void> {
    for (const item of itemsOf(piece, this.run.facts)) {
      // Not the last of its piece, as far as is known: the place behind the piece is not reached yet.
      if (this.isFull) await this.send(null);
      this.items.push(item);
    }
    this.bytes += piece.bytes.length;
    this.after = piece.after;
    if (this.isFull) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.items.length > 0) await this.send(this.after);
  }

  private get isFull(): boolean {
    return this.items.length >= this.run.batchItems || this.bytes >= BATCH_BYTES;
  }

  private async send(after: Piece['after'] | null): Promise<void> {
    const { items } = this;
    this.items = [];
    this.bytes = 0;
    await this.keepRate();
    this.sent += items.length;
    await this.flight.send(items, after);
    if (performance.now() - this.saved < CHECKPOINT_MILLIS) return;
    await this.run.checkpoint?.write(this.flight.committed);
    this.saved = performance.now();
  }

  private async keepRate(): Promise<void> {
    const { maxRate, signal } = this.run;
    if (maxRate === null) return;
    const wait = this.began + (this.sent / maxRate) * 1000 - performance.now();
    if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {});
  }
}

async function headOf({ source, facts }: FileImport, { after }: Piece) {
  const frame = after.frames.at(-2) as Extract<Frame, { kind: 'OBJECT' }>;
  if (source.identity === null) {
    throw new CodedError(
      'SENSOR_AFTER_DATA',
      `an envelope of more than ${facts.maxBytes} bytes must name its sensor before its data to be read from standard input; save it to a file and import that`,
    );
  }
  const found = await readHead(source, after.layout, frame.offset, facts.maxBytes);
  return { ...found, ...frame.head };
}

async function readBeginning(chunks: AsyncIterator<Buffer>) {
  const beginning: Buffer[] = [];
  let size = 0;
  while (size < BEGINNING) {
    const { value, done } = (await chunks.next()) as IteratorResult<Buffer, undefined>;
    if (done) break;
    beginning.push(value);
    size += value.length;
  }
  return { beginning, layout: detectLayout(Buffer.concat(beginning).toString('utf8')) };
}
