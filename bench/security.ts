import 'reflect-metadata';
import { join } from 'node:path';
import { newId } from '../src/kernel/id';
import { newKeyText } from '../src/security/api-key-text';
import { BenchDatabase } from './bench-database';
import type { BenchRow } from './bench-row';
import { readBenchSettings } from './bench-settings';
import { buildGateway } from './build-gateway';
import { ingestRows } from './ingest-rows';
import { loadEvents } from './load-events';
import { type Measurement, measureRow } from './measure-row';
import { ProgressBar } from './progress-bar';
import { queryRows } from './query-rows';
import { machineFacts } from './report';
import { ServerProcess } from './server-process';

/** So much that nothing is refused; what is spent is counted all the same. */
const UNITS = '1000000000';

/**
 * What security costs: the same gateway twice on one database, once asking for a key, counting what each key
 * spends and redacting what comes in, once without any of it. Limits on the shape and cost of operations hold
 * on both sides: they cannot be left out.
 *
 *     BENCH_DATABASE_URL=mysql://root@127.0.0.1:3306 node -r @swc-node/register bench/security.ts [--quick]
 */
async function main(): Promise<void> {
  const settings = readBenchSettings(process.argv.slice(2), process.env);
  const file = buildGateway();
  const database = await BenchDatabase.open(settings.serverUrl, settings.events);
  await database.rows('DELETE FROM api_key');
  const key = newKeyText(newId()).text;
  const start = (environment: Record<string, string>, shown?: string) =>
    ServerProcess.gateway(file, database.url, settings.gatewayFlags, environment, shown);
  const guards = { AUTH: 'on', BOOTSTRAP_KEY: key, RATE_LIMIT: UNITS, RATE_LIMIT_TENANT: UNITS };
  const guarded = await start(guards, key);
  const open = await start({ AUTH: 'off', REDACT_DEFAULTS: 'off' });
  try {
    if ((await database.number('SELECT COUNT(*) FROM event')) === 0) {
      const baseline = await ServerProcess.baseline(join(__dirname, 'baseline.ts'), [
        database.url,
        'default',
      ]);
      await loadEvents({ gateway: open, baseline }, settings.events);
      await baseline.stop();
    }
    const rows = [...(await queryRows(database)), ...ingestRows()].filter(({ name }) =>
      name.includes(settings.only),
    );
    console.log('| row | guarded / open per second | ratio (min–max) | CPU ms / request |');
    console.log('| --- | --: | --: | --: |');
    const pid = await database.serverPid();
    const bar = new ProgressBar('measuring', rows.length * (settings.rounds + 1));
    const lines: string[] = [];
    for (const [at, row] of rows.entries()) {
      const rounds: [Measurement, Measurement][] = [];
      for (let round = 0; round <= settings.rounds; round += 1) {
        const first = await measureRow(row, 'gateway', round % 2 ? guarded : open, settings, pid);
        const second = await measureRow(row, 'gateway', round % 2 ? open : guarded, settings, pid);
        if (round > 0) rounds.push(round % 2 ? [first, second] : [second, first]);
        bar.show(at * (settings.rounds + 1) + round + 1);
      }
      lines.push(line(row, rounds));
    }
    console.log(lines.join('\n'));
    console.log(`\n${machineFacts(await database.facts())}`);
  } finally {
    await Promise.all([guarded.stop(), open.stop()]);
    if (!settings.keep) await database.drop();
    await database.close();
  }
}

function line({ name, events }: BenchRow, rounds: readonly [Measurement, Measurement][]): string {
  const both = (read: (one: Measurement) => number, digits: number) =>
    [0, 1]
      .map((side) => median(rounds.map((round) => read(round[side] as Measurement))))
      .map((value) => value.toFixed(digits))
      .join(' / ');
  const ratios = rounds.map(([guarded, open]) => guarded.perSecond / open.perSecond);
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  const perSecond = both(({ perSecond: each }) => each * Math.max(1, events), 0);
  return `| ${name} | ${perSecond} | **${median(ratios).toFixed(2)}** (${low.toFixed(2)}–${high.toFixed(2)}) | ${both(({ cpu }) => cpu, 2)} |`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
