import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { writeWhole } from '../write-whole';
import type { ImportCounts } from './import-report';
import type { FileIdentity } from './import-source';
import type { CutterState } from './piece';

/** Where an import of a file has come to: everything before it is committed. */
export interface Checkpoint {
  readonly cutter: CutterState;
  readonly counts: ImportCounts;
}

/** What a checkpoint belongs to: this file, as it is, into this tenant of this database. */
export interface CheckpointOwner {
  readonly file: FileIdentity;
  /** The database without its password, the tenant, and the format that was asked for. */
  readonly target: string;
}

const count = z.number().int().nonnegative();
const frame = z.union([
  z.object({ kind: z.literal('ARRAY'), isData: z.boolean() }),
  z.object({
    kind: z.literal('OBJECT'),
    offset: count,
    head: z.record(z.string(), z.json()),
    hasData: z.boolean(),
  }),
]);
const saved = z.object({
  version: z.literal(1),
  file: z.object({ size: count, modified: z.number(), head: z.string() }),
  target: z.string(),
  cutter: z.object({
    layout: z.enum(['LINES', 'VALUES']),
    offset: count,
    line: count,
    frames: z.array(frame).max(4),
  }),
  counts: z.object({
    received: count,
    stored: count,
    duplicates: count,
    quarantined: count,
    rejected: count,
    codes: z.record(z.string(), count),
  }),
});

/** The file beside a file that is imported, which says how far it has come. */
export class CheckpointFile {
  readonly path: string;

  constructor(
    importedFile: string,
    private readonly owner: CheckpointOwner,
  ) {
    this.path = `${importedFile}.leg-import.json`;
  }

  /**
   * @returns where to go on; null where there is no checkpoint; `OTHER` where there is one, of another state
   * of the file, of another database, or one that nobody can read.
   */
  async read(): Promise<Checkpoint | 'OTHER' | null> {
    const text = await readFile(this.path, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return null;
    const read = saved.safeParse(json(text));
    if (!read.success) return 'OTHER';
    const { file, target, cutter, counts } = read.data;
    const isOurs =
      JSON.stringify([file, target]) === JSON.stringify([this.file, this.owner.target]);
    return isOurs ? { cutter, counts } : 'OTHER';
  }

  /** Replaces the checkpoint at once: whoever reads it finds the old one or the new one, whole. */
  async write({ cutter, counts }: Checkpoint): Promise<void> {
    const text = JSON.stringify({
      version: 1,
      file: this.file,
      target: this.owner.target,
      cutter,
      counts,
    });
    await writeWhole(this.path, `${text}\n`);
  }

  /** The import is over. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }

  private get file(): FileIdentity {
    const { size, modified, head } = this.owner.file;
    return { size, modified, head };
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
