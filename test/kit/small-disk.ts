import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of a few megabytes, that can be filled. */
export interface SmallDisk {
  readonly path: string;
  /** Takes what space there is, to the last page. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  /** Ends it, with all that it holds. */
  unmount(): void;
}

const MB = 1024 * 1024;
const PAGE = 4096;

/** Mounts a file system in memory. @throws where this user, or this machine, may mount none. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'leg-disk-'));
  const ballast = join(path, 'ballast');
  try {
    run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  } catch (error) {
    rmdirSync(path);
    throw error;
  }
  return {
    path,
    fill: () => fill(ballast),
    free: () => rmSync(ballast, { force: true }),
    unmount: () => {
      // Whoever had a file open there is dead already, or about to be.
      run('umount', ['--lazy', path]);
      rmdirSync(path);
    },
  };
}

/** Null where a small disk can be mounted; else why not. */
export function whyNoSmallDisk(): string | null {
  try {
    mountSmallDisk(1).unmount();
    return null;
  } catch (error) {
    const [line = ''] = String((error as { stderr?: string }).stderr ?? error).split('\n');
    return `no file system can be mounted: ${line}`;
  }
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', timeout: 10_000 });
}

function fill(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (const size of [MB, PAGE]) {
      const part = Buffer.alloc(size);
      for (;;) if (!written(handle, part)) break;
    }
  } finally {
    closeSync(handle);
  }
}

/** @returns whether there was space for all of it. */
function written(handle: number, part: Buffer): boolean {
  try {
    return writeSync(handle, part) === part.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
