import type { BenchDatabase } from './bench-database';
import type { BenchRow, Side } from './bench-row';
import { closedLoop } from './closed-loop';
import { processorSeconds } from './processor-time';
import type { ServerProcess } from './server-process';

/** One side of one row in one round. */
export interface Measurement {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor seconds of the server for 1,000 requests. */
  readonly cpu: number;
  /** The same of the database's server; NaN where it runs on another machine. */
  readonly databaseCpu: number;
  readonly peakBytes: number;
}

/** Runs a row against one side: a warm-up that is not counted, then the measurement. */
export async function measureRow(
  row: BenchRow,
  side: Side,
  server: ServerProcess,
  times: { readonly warmMillis: number; readonly roundMillis: number },
  databasePid: number,
): Promise<Measurement> {
  const requests = Array.from({ length: row.connections }, (_, at) => row.request(side, at));
  const isRight = row.isRight.bind(row);
  await closedLoop(server, requests, times.warmMillis, isRight);
  server.forgetPeak();
  const cpu = server.cpuSeconds();
  const databaseCpu = processorSeconds(databasePid);
  const result = await closedLoop(server, requests, times.roundMillis, isRight);
  return {
    perSecond: result.requests / result.seconds,
    p50: quantile(result.latencies, 0.5),
    p99: quantile(result.latencies, 0.99),
    cpu: ((server.cpuSeconds() - cpu) / result.requests) * 1000,
    databaseCpu: ((processorSeconds(databasePid) - databaseCpu) / result.requests) * 1000,
    peakBytes: server.peakBytes(),
  };
}

/** SQL statements of one request, by the server's own count, with one connection and nothing else going on. */
export async function statementsPerRequest(
  row: BenchRow,
  side: Side,
  server: ServerProcess,
  database: BenchDatabase,
): Promise<number> {
  const request = row.request(side, 0);
  const isRight = row.isRight.bind(row);
  await closedLoop(server, [request], 100, isRight);
  const before = await database.statements();
  const { requests } = await closedLoop(server, [request], 300, isRight);
  return ((await database.statements()) - before) / requests;
}

function quantile(ascending: Float64Array, part: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * part))] ?? NaN;
}
