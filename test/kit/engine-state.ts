import type { DialectName } from '../../src/storage/dialect';
import type { ServerEngine } from './server-binary';

/** What the set-up found, handed to test files and to the reporter through the environment. */
export interface EngineState {
  readonly present: readonly {
    readonly name: DialectName;
    /** Of the server, without a database; null for SQLite. */
    readonly server: string | null;
    /** Of the run's migrated database; null for SQLite, which has one in memory for each `open`. */
    readonly url: string | null;
    /** Where it came from: `private server`, `TEST_DATABASE_URLS`, `embedded`. */
    readonly origin: string;
  }[];
  /** The program of a Redis server; null where this machine has none. */
  readonly redis: string | null;
  /** The program of a database server that a test may start, stop and starve; null where there is none. */
  readonly ownServer: { readonly engine: ServerEngine; readonly program: string } | null;
  /** Why no disk can be filled here; null where one can. */
  readonly noSmallDisk: string | null;
  readonly absent: readonly { readonly name: DialectName; readonly reason: string }[];
}

/** The variable that carries it; engine-reporter.js reads it too. */
const VARIABLE = 'GATEWAY_TEST_ENGINES';

const EMBEDDED = { name: 'sqlite', server: null, url: null, origin: 'embedded' } as const;

export function writeEngineState(state: EngineState): void {
  process.env[VARIABLE] = JSON.stringify(state);
}

export function readEngineState(): EngineState {
  const text = process.env[VARIABLE];
  return text === undefined
    ? {
        present: [EMBEDDED],
        absent: [],
        redis: null,
        ownServer: null,
        noSmallDisk: 'not looked for',
      }
    : (JSON.parse(text) as EngineState);
}
