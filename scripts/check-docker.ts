import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { freePort } from './demo/free-port';
import { confine, fails } from './docker/confine';
import { commandOf, environmentOf, readDockerfile, type Stage } from './docker/read-dockerfile';

const ROOT = join(__dirname, '..');

/** What `npm ci` has done here already; what production needs is installed anew. */
const INSTALL_ALL = 'npm ci --ignore-scripts';

/**
 * `npm run docker:check`: does what `docker/Dockerfile` says without an engine. Each stage is an empty folder,
 * into which its files are copied and in which its npm commands run; then the image's command is started as
 * the image's user, on a file system that is read-only but for its database, its health check is asked, and
 * it is told to stop. What this machine does not allow is left out, and said.
 */
async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'leg-image-'));
  try {
    const stages = readDockerfile(readFileSync(join(ROOT, 'docker', 'Dockerfile'), 'utf8'));
    for (const stage of stages) build(stage, work);
    await run(stages.at(-1) as Stage, work);
    console.log(
      'docker     the image as far as it can be without an engine: built, healthy, stopped with 0',
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function build({ name, instructions }: Stage, work: string): void {
  const folder = join(work, name);
  mkdirSync(folder);
  for (const { name: instruction, text } of instructions) {
    if (instruction === 'COPY') copy(text, folder, work);
    if (instruction !== 'RUN') continue;
    if (!text.startsWith('npm ')) {
      console.log(`${name.padEnd(10)} left out, it is for an image only: ${text.slice(0, 60)}`);
      continue;
    }
    if (text === INSTALL_ALL) {
      console.log(
        `${name.padEnd(10)} ${text}: taken from this folder, installed by the same lock file`,
      );
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      continue;
    }
    const start = performance.now();
    execFileSync('/bin/sh', ['-c', text], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    console.log(`${name.padEnd(10)} ${text} (${Math.round((performance.now() - start) / 1000)} s)`);
  }
}

/** `COPY [--from=STAGE] SOURCE… TARGET`, sources of a stage below its working folder. */
function copy(text: string, folder: string, work: string): void {
  const [, stage, paths = ''] = /^(?:--from=(\S+) )?(.*)$/.exec(text) ?? [];
  const names = paths.split(' ');
  const target = names.pop() ?? '.';
  for (const name of names) {
    const source = stage ? join(work, stage, name.replace(/^\/gateway\//, '')) : join(ROOT, name);
    const into = target === './' ? join(folder, basename(name)) : join(folder, target);
    cpSync(source, into, { recursive: true, verbatimSymlinks: true });
  }
}

async function run(stage: Stage, work: string): Promise<void> {
  const port = await freePort(4_150, '127.0.0.1');
  const metricsPort = await freePort(port + 1, '127.0.0.1');
  const data = join(work, 'data');
  mkdirSync(data);
  const env = {
    ...environmentOf(stage),
    PATH: process.env['PATH'],
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    DRAIN_DELAY: '0',
    DATABASE_URL: `sqlite:${join(data, 'learning-events.db')}`,
    BOOTSTRAP_KEY: 'off',
  };
  const cwd = join(work, stage.name);
  const [program = '', ...args] = asItsUser(stage, work, data);
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    await untilHealthy(child, commandOf(stage, 'HEALTHCHECK'), env);
    const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    if (metrics.status !== 200) throw new Error(`/metrics answered ${metrics.status}`);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`exit code 0 was expected; ${code} came`);
  } finally {
    child.kill('SIGKILL');
  }
}

/** The image's command as the image's user, who can write to nothing but `data`. */
function asItsUser(stage: Stage, work: string, data: string): readonly string[] {
  const command = commandOf(stage, 'CMD');
  const user = stage.instructions.findLast(({ name }) => name === 'USER')?.text ?? '';
  const confined = confine(command, user, data);
  if (!confined) {
    console.log(`${'user'.padEnd(10)} left out, only root can: USER ${user}, read-only files`);
    return command;
  }
  const [uid = 0, gid = 0] = user.split(':').map(Number);
  chmodSync(work, 0o755);
  chownSync(data, uid, gid);
  const touch = (folder: string): readonly string[] => ['touch', join(folder, 'probe')];
  for (const folder of [join(work, stage.name), tmpdir()]) {
    const isWritable = !fails(confine(touch(folder), user, data) ?? []);
    if (isWritable) throw new Error(`${folder} was to be read-only; it can be written`);
  }
  if (fails(confine(touch(data), user, data) ?? [])) throw new Error(`${data} can not be written`);
  console.log(
    `${'user'.padEnd(10)} ${user}, without rights, on files that are read-only but for its database`,
  );
  return confined;
}

async function untilHealthy(child: ChildProcess, command: string[], env: object): Promise<void> {
  const [program = '', ...args] = command;
  for (let tries = 0; child.exitCode === null && tries < 60; tries += 1) {
    const check = spawn(program, args, { env: env as NodeJS.ProcessEnv, stdio: 'ignore' });
    const [code] = (await once(check, 'exit')) as [number | null];
    if (code === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the health check never succeeded');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
