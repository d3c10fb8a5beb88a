/** What a run of the benchmark is asked for. */
export interface BenchSettings {
  /** A MySQL server, without a database: `mysql://user:password@host:port`. */
  readonly serverUrl: string;
  /** Events loaded before anything is timed. */
  readonly events: number;
  /**
   * Bytes that InnoDB's buffer pool has at least while it runs: by default enough for the tables, as an operator
   * gives a database of this size. MySQL's own 128 MB hold a third of what is loaded, and then it is the disk that is
   * measured. 0 leaves the server as it is.
   */
  readonly poolBytes: number;
  /** Leaves the database for the next run, which then loads nothing. */
  readonly keep: boolean;
  readonly rounds: number;
  /** Milliseconds that each row runs in each round, on each side. */
  readonly roundMillis: number;
  /** Milliseconds before each measurement that are not counted. */
  readonly warmMillis: number;
  /** Rows whose name contains it; all by default. */
  readonly only: string;
  /** Flags of the gateway's node, such as `--cpu-prof`. */
  readonly gatewayFlags: readonly string[];
}

/**
 * Reads arguments and environment: BENCH_DATABASE_URL (required), BENCH_EVENTS (200000), BENCH_POOL_MB (1024),
 * BENCH_KEEP=1, BENCH_ROUNDS (5), BENCH_SECONDS (4), BENCH_NODE_FLAGS; `--quick` for a smoke test, `--only TEXT`
 * for some rows.
 * @throws when the server is not named.
 */
export function readBenchSettings(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): BenchSettings {
  const quick = args.includes('--quick');
  const serverUrl = environment['BENCH_DATABASE_URL'] ?? '';
  if (!serverUrl.startsWith('mysql://')) {
    throw new Error(
      `BENCH_DATABASE_URL must name a MySQL server, as in mysql://root@127.0.0.1:3306; it is "${serverUrl}"`,
    );
  }
  const number = (name: string, usual: number) => Number(environment[name] ?? usual);
  return {
    serverUrl: serverUrl.replace(/\/+$/, ''),
    events: number('BENCH_EVENTS', quick ? 20_000 : 200_000),
    poolBytes: number('BENCH_POOL_MB', 1024) * 2 ** 20,
    keep: environment['BENCH_KEEP'] === '1',
    rounds: number('BENCH_ROUNDS', quick ? 2 : 5),
    roundMillis: number('BENCH_SECONDS', quick ? 1 : 4) * 1000,
    warmMillis: quick ? 300 : 700,
    only: args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : '',
    gatewayFlags: (environment['BENCH_NODE_FLAGS'] ?? '').split(' ').filter(Boolean),
  };
}
