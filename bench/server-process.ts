import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Target } from './http-connection';
import { processorSeconds } from './processor-time';

/**
 * Flags of node that `npm start` gives too, here for both sides: bodies in flight outgrow the usual young
 * generation, are copied into the old one, and cost a sixth of the processor's time.
 */
const NODE_FLAGS = ['--max-semi-space-size=64'];

/** A server under test, as its own process. */
export class ServerProcess implements Target {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    readonly key?: string,
  ) {}

  /**
   * Starts the gateway from its compiled file, in production mode, on a free port.
   * @param flags of node itself.
   * @param settings its environment besides: nobody has to say who they are, when not given.
   * @param key the API key that is shown, where one must be.
   */
  static async gateway(
    file: string,
    databaseUrl: string,
    flags: readonly string[],
    settings: Readonly<Record<string, string>> = { AUTH: 'off' },
    key?: string,
  ): Promise<ServerProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, [...NODE_FLAGS, ...flags, file], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        PORT: String(port),
        HOST: '127.0.0.1',
        ...settings,
        AUTH: 'off',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const server = new ServerProcess(child, port, key);
    await server.untilAnswering();
    return server;
  }

  /** Starts the baseline, with the loader that this process has; it prints its port. */
  static async baseline(file: string, args: readonly string[]): Promise<ServerProcess> {
    const child = spawn(process.execPath, [...NODE_FLAGS, ...process.execArgv, file, ...args], {
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await new Promise<number>((resolve, reject) => {
      child.stdout?.once('data', (text: Buffer) => resolve(Number(text.toString())));
      child.once('exit', (code) =>
        reject(new Error(`the baseline ended with code ${code ?? '?'}`)),
      );
    });
    return new ServerProcess(child, port);
  }

  /** Seconds of processor time so far, user and system; NaN where there is no /proc. */
  cpuSeconds(): number {
    return processorSeconds(this.child.pid ?? 0);
  }

  /** The most memory it held since the last call of `forgetPeak`, in bytes. */
  peakBytes(): number {
    return Number(/VmHWM:\s+(\d+)/.exec(this.proc('status'))?.[1]) * 1024;
  }

  /** Starts a new peak, where the system allows it. */
  forgetPeak(): void {
    try {
      writeFileSync(`/proc/${this.child.pid ?? 0}/clear_refs`, '5');
    } catch {
      // Without the right to it, the peak is that of the whole life.
    }
  }

  /** Ends it in its own way, and waits. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    const killed = sleep(10_000, undefined, { ref: false }).then(() => this.child.kill('SIGKILL'));
    await Promise.race([ended, killed]);
  }

  private proc(name: string): string {
    try {
      return readFileSync(`/proc/${this.child.pid ?? 0}/${name}`, 'utf8');
    } catch {
      return '';
    }
  }

  private async untilAnswering(): Promise<void> {
    for (const end = Date.now() + START_MILLIS; Date.now() < end; await sleep(100)) {
      if (this.child.exitCode !== null) break;
      const answer = await fetch(`http://127.0.0.1:${this.port}/livez`).catch(() => null);
      if (answer?.ok) return;
    }
    await this.stop();
    throw new Error('the gateway was required to answer at /livez within 30 seconds; it did not');
  }
}

const START_MILLIS = 30_000;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
