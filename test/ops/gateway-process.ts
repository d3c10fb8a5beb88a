import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { compiledProgram } from '../kit/compiled-sources';

const ROOT = join(__dirname, '..', '..');

/** A gateway as a process of its own, as it runs in production. */
export class GatewayProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly closed: Promise<unknown>,
    /** Lines of its log. */
    readonly log: readonly string[],
    readonly url: string,
  ) {}

  /** Starts one, and waits until it serves. */
  static async start(environment: Readonly<Record<string, string>>): Promise<GatewayProcess> {
    const child = spawn(process.execPath, [compiledProgram('src/main.ts')], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        AUTH: 'off',
        PORT: '0',
        GRAPHIQL: 'false',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    const log: string[] = [];
    let rest = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      log.push(...lines);
    });
    while (child.exitCode === null) {
      const line = log.find((one) => one.includes('the gateway serves'));
      if (line)
        return new GatewayProcess(child, closed, log, (JSON.parse(line) as { url: string }).url);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`a gateway that serves was expected; it ended: ${log.join('\n')}`);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Its exit code, once it has ended and its log is read. */
  async ended(): Promise<number | null> {
    await this.closed;
    return this.child.exitCode;
  }

  /** Ends it however it can, for tests that failed before it was told to. */
  kill(): void {
    this.child.kill('SIGKILL');
  }
}
