import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { compiledProgram } from '../kit/compiled-sources';

const ROOT = join(__dirname, '..', '..');

/** What the executable is given. */
export interface LegSettings {
  /** Its environment besides PATH. */
  readonly env?: Readonly<Record<string, string>>;
  /** Of standard input, which is empty otherwise. */
  readonly input?: string | Buffer;
}

/** What the executable left behind. */
export interface LegResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the executable that can be interrupted. */
export interface LegRun {
  readonly child: ChildProcess;
  readonly ended: Promise<LegResult>;
}

/** Starts the command line as a process of its own, as a shell does. */
export function startLeg(args: readonly string[], { env = {}, input }: LegSettings = {}): LegRun {
  const child = spawn(process.execPath, [compiledProgram('src/cli/leg.ts'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  child.stdin.on('error', () => {}); // it may end before it has read all of it
  child.stdin.end(input ?? '');
  const ended = new Promise<LegResult>((resolve) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('close', (code) =>
      resolve({
        code,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      }),
    );
  });
  return { child, ended };
}

/** Runs the command line to its end. */
export function leg(args: readonly string[], settings: LegSettings = {}): Promise<LegResult> {
  return startLeg(args, settings).ended;
}
