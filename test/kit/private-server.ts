import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import mysql2 from 'mysql2/promise';
import { companionBinary, type ServerEngine } from './server-binary';

/** A server of our own, with a folder of its own, that goes with the run. */
export interface PrivateServer {
  /** `mysql://root@127.0.0.1:PORT` */
  readonly url: string;
  /** Stops its process where it stands: connections stay open, and nothing answers. */
  freeze(): void;
  /** Lets it go on. */
  thaw(): void;
  /** Ends it at once and removes its folder. Synchronous, so that a process can do so while it exits. */
  stop(): void;
}

const START_MILLIS = 60_000;
/** Nothing in it must outlive a power cut. */
const FAST = [
  '--innodb-flush-log-at-trx-commit=0',
  '--skip-innodb-doublewrite',
  '--innodb-buffer-pool-size=128M',
  '--skip-log-bin',
];

/** How a server is to be that is not as the others are. */
export interface PrivateServerOptions {
  /** The folder that its data is kept below, where that is another than that of its log. */
  readonly dataWithin?: string;
  /** In the place of those that make it fast. */
  readonly flags?: readonly string[];
}

/** Starts a throwaway server on a free port of 127.0.0.1. */
export async function startPrivateServer(
  engine: ServerEngine,
  binary: string,
  { dataWithin, flags = FAST }: PrivateServerOptions = {},
): Promise<PrivateServer> {
  const folder = mkdtempSync(join(tmpdir(), `leg-${engine}-`));
  const data = join(dataWithin ?? folder, 'data');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  let child: ChildProcess | undefined;
  const stop = (): void => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  try {
    await createDataFolder(engine, binary, data, asRoot, flags);
    const port = await freePort();
    child = spawn(
      binary,
      [
        '--no-defaults',
        ...asRoot,
        `--datadir=${data}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${join(folder, 's')}`,
        `--pid-file=${join(folder, 'pid')}`,
        `--log-error=${join(folder, 'log.err')}`,
        ...(engine === 'mysql' ? ['--mysqlx=0'] : []),
        ...flags,
      ],
      { stdio: 'ignore' },
    );
    const url = `${engine}://root@127.0.0.1:${port}`;
    await untilAlive(port, child, join(folder, 'log.err'));
    return {
      url,
      freeze: () => void child?.kill('SIGSTOP'),
      thaw: () => void child?.kill('SIGCONT'),
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}

async function createDataFolder(
  engine: ServerEngine,
  binary: string,
  data: string,
  asRoot: readonly string[],
  flags: readonly string[],
): Promise<void> {
  const run = promisify(execFile);
  if (engine === 'mysql') {
    const first = [...asRoot, ...flags, `--datadir=${data}`, '--initialize-insecure'];
    await run(binary, ['--no-defaults', ...first]);
    return;
  }
  const install = companionBinary('mariadb-install-db') ?? companionBinary('mysql_install_db');
  if (install === null)
    throw new Error('mariadb-install-db was required beside mariadbd; there is none');
  const normal = [
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--skip-name-resolve',
  ];
  await run(install, ['--no-defaults', ...asRoot, ...flags, `--datadir=${data}`, ...normal]);
}

async function untilAlive(port: number, child: ChildProcess, log: string): Promise<void> {
  const end = Date.now() + START_MILLIS;
  for (;;) {
    try {
      const connection = await mysql2.createConnection({ host: '127.0.0.1', port, user: 'root' });
      connection.destroy();
      return;
    } catch (error) {
      if (child.exitCode !== null || Date.now() > end) {
        throw new Error(`a private server did not start: ${String(error)}\n${tail(log)}`, {
          cause: error,
        });
      }
      await sleep(50);
    }
  }
}

function tail(log: string): string {
  try {
    return readFileSync(log, 'utf8').split('\n').slice(-6).join('\n');
  } catch {
    return '';
  }
}

/** A port of 127.0.0.1 that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });
}
