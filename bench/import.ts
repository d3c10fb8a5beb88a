import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type Connection } from 'mysql2/promise';
import { buildGateway } from './build-gateway';
import { Generator } from './generator';
import { ProgressBar } from './progress-bar';

const ROOT = join(__dirname, '..');
const LEG = join(ROOT, 'dist/src/cli/leg.js');
const DATABASE = 'leg_bench_import';

/**
 * `npm run bench:import -- [EVENTS…]`: how fast `leg import` is, and how much memory it needs, for files of
 * that many events (20,000 and 100,000 when not said). The last file is imported once more, killed half way
 * and begun again. BENCH_DATABASE_URL names the MySQL server.
 */
async function main(): Promise<void> {
  const sizes = process.argv.slice(2).map(Number);
  const server = process.env['BENCH_DATABASE_URL'] ?? 'mysql://root@127.0.0.1:3306';
  buildGateway();
  const folder = mkdtempSync(join(tmpdir(), 'leg-bench-'));
  const connection = await createConnection({ uri: server });
  try {
    const all = sizes.length > 0 ? sizes : [20_000, 100_000];
    for (const events of all) await measure(connection, server, folder, events);
    await killed(connection, server, folder, all.at(-1) ?? 0);
  } finally {
    await connection.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
    connection.destroy();
    rmSync(folder, { recursive: true });
  }
}

async function measure(
  connection: Connection,
  server: string,
  folder: string,
  events: number,
): Promise<void> {
  const file = await write(folder, events);
  await empty(connection, server);
  const run = start(server, file);
  const report = await run.ended;
  const megabytes = (statSync(file).size / 1e6).toFixed(0);
  console.log(`${events} events, ${megabytes} MB: ${report.trim()}, peak RSS ${run.peak()} MB`);
  console.log(`  stored: ${await count(connection)}`);
}

async function killed(
  connection: Connection,
  server: string,
  folder: string,
  events: number,
): Promise<void> {
  const file = await write(folder, events);
  await empty(connection, server);
  const run = start(server, file);
  while ((await count(connection)) < events / 2) await sleep(50);
  run.kill();
  await run.ended;
  const half = await count(connection);
  const report = await start(server, file).ended;
  console.log(`killed at ${half} of ${events}, then: ${report.trim()}`);
  console.log(`  stored: ${await count(connection)}`);
}

function start(server: string, file: string) {
  const child = spawn(process.execPath, [LEG, 'import', '--json', file], {
    env: { ...process.env, DATABASE_URL: `${server}/${DATABASE}`, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peak = 0;
  const look = setInterval(() => {
    const status = `/proc/${child.pid ?? 0}/status`;
    if (!existsSync(status)) return;
    const found = /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'));
    peak = Math.max(peak, Number(found?.[1] ?? 0));
  }, 100);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(() => {
    clearInterval(look);
    return text;
  });
  return { ended, kill: () => child.kill('SIGKILL'), peak: () => Math.round(peak / 1024) };
}

/** A file with an event on each line, in the order of their time. */
async function write(folder: string, events: number): Promise<string> {
  const file = join(folder, `${events}.ndjson`);
  if (existsSync(file)) return file;
  let time = Date.parse('2026-09-01T00:00:00Z');
  const generator = new Generator(7, () => (time += 1_000));
  const out = createWriteStream(file);
  const bar = new ProgressBar('writing', events);
  for (let at = 1; at <= events; at++) {
    if (!out.write(`${JSON.stringify(generator.event())}\n`)) await once(out, 'drain');
    if (at % 1_000 === 0) bar.show(at);
  }
  out.end();
  await once(out, 'close');
  return file;
}

async function empty(connection: Connection, server: string): Promise<void> {
  await connection.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
  await connection.query(`CREATE DATABASE ${DATABASE}`);
  execFileSync(process.execPath, [LEG, 'migrate', '-q'], {
    env: { ...process.env, DATABASE_URL: `${server}/${DATABASE}` },
  });
}

async function count(connection: Connection): Promise<number> {
  const [rows] = await connection.query(`SELECT COUNT(*) AS n FROM ${DATABASE}.event`);
  return Number((rows as { n: number }[])[0]?.n);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
