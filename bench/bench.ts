import 'reflect-metadata';
import { join } from 'node:path';
import { BenchDatabase } from './bench-database';
import type { BenchRow, Side } from './bench-row';
import { type BenchSettings, readBenchSettings } from './bench-settings';
import { buildGateway } from './build-gateway';
import { checkAnswers } from './check-answers';
import { ingestRows } from './ingest-rows';
import { loadEvents } from './load-events';
import { measureRow, statementsPerRequest } from './measure-row';
import { ProgressBar } from './progress-bar';
import { queryRows } from './query-rows';
import { machineFacts, reportTable, type RowResult } from './report';
import { ServerProcess } from './server-process';

type Servers = Readonly<Record<Side, ServerProcess>>;

/** The tenant of a gateway without configured ones. */
const TENANT = 'default';

async function main(): Promise<void> {
  const settings = readBenchSettings(process.argv.slice(2), process.env);
  const file = buildGateway();
  const database = await BenchDatabase.open(settings.serverUrl, settings.events);
  const poolBytes = await database.poolBytes();
  const started: ServerProcess[] = [];
  try {
    if (poolBytes < settings.poolBytes) await database.resizePool(settings.poolBytes);
    const gateway = await ServerProcess.gateway(file, database.url, settings.gatewayFlags);
    started.push(gateway);
    const baseline = await ServerProcess.baseline(join(__dirname, 'baseline.ts'), [
      database.url,
      TENANT,
    ]);
    started.push(baseline);
    await run(settings, database, { gateway, baseline });
  } finally {
    await Promise.allSettled(started.map((server) => server.stop()));
    if (poolBytes < settings.poolBytes) await database.resizePool(poolBytes);
    if (!settings.keep) await database.drop();
    await database.close();
  }
}

async function run(
  settings: BenchSettings,
  database: BenchDatabase,
  servers: Servers,
): Promise<void> {
  if ((await database.number('SELECT COUNT(*) FROM event')) === 0)
    await loadEvents(servers, settings.events);
  await database.analyze();
  const count = await database.number('SELECT COUNT(*) FROM event');
  // Queries first: the rows that write would change what they read.
  const results: RowResult[] = [];
  for (const rows of [await queryRows(database), ingestRows()])
    results.push(...(await runRows(settings, database, servers, rows)));
  console.log(reportTable(results));
  console.log(
    `\ngateway / baseline; ${settings.rounds} interleaved rounds of ${settings.roundMillis / 1000} s; ${count} events loaded`,
  );
  console.log(machineFacts(await database.facts()));
}

async function runRows(
  settings: BenchSettings,
  database: BenchDatabase,
  servers: Servers,
  all: readonly BenchRow[],
): Promise<RowResult[]> {
  const rows = all.filter((row) => row.name.includes(settings.only));
  const results: RowResult[] = [];
  for (const row of rows) {
    await checkAnswers(row, servers);
    const statements = {
      gateway: await statementsPerRequest(row, 'gateway', servers.gateway, database),
      baseline: await statementsPerRequest(row, 'baseline', servers.baseline, database),
    };
    results.push({ row, rounds: { gateway: [], baseline: [] }, statements });
  }
  const databasePid = await database.serverPid();
  const bar = new ProgressBar('measuring', results.length * (settings.rounds + 1));
  let done = 0;
  // Round 0 is thrown away: it is the one in which both sides' code is still being compiled.
  for (let round = 0; round <= settings.rounds; round += 1) {
    // Who comes first takes turns: the second finds the caches warm.
    const order: Side[] = round % 2 === 0 ? ['gateway', 'baseline'] : ['baseline', 'gateway'];
    for (const { row, rounds } of results) {
      for (const side of order) {
        const measured = await measureRow(row, side, servers[side], settings, databasePid);
        if (round > 0) rounds[side].push(measured);
      }
      bar.show((done += 1));
    }
  }
  return results;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
