import 'reflect-metadata';
import type { DialectName } from '../../src/storage/dialect';
import { openDatabase } from '../../src/storage/open-database';
import type { EngineState } from './engine-state';
import { type PrivateServer, startPrivateServer } from './private-server';
import { type ScratchDatabase, scratchOnServer } from './scratch-database';
import { companionBinary, serverBinary, type ServerEngine } from './server-binary';
import { whyNoSmallDisk } from './small-disk';

/** The engines of this run, and how to be rid of them. */
export interface FoundEngines {
  readonly state: EngineState;
  /** Drops the scratch databases of servers that stay. */
  drop(): Promise<void>;
  /** Ends the private servers. */
  stop(): void;
}

type Present = EngineState['present'][number];
const NONE = 'no program of it, and no URL in TEST_DATABASE_URLS';

/**
 * Finds every engine that this machine has: SQLite always; MySQL and MariaDB from TEST_DATABASE_URLS (comma
 * separated server URLs), else as private servers. TEST_ENGINES (comma separated names) narrows the search.
 * @throws when one that REQUIRE_ENGINES names is absent; `redis` is a name there too.
 */
export async function findEngines(environment: NodeJS.ProcessEnv): Promise<FoundEngines> {
  const urls = list(environment['TEST_DATABASE_URLS']);
  const wanted = list(environment['TEST_ENGINES']);
  const present: Present[] = [];
  const redis = companionBinary('redis-server');
  const absent: { name: DialectName; reason: string }[] = [];
  const scratches: ScratchDatabase[] = [];
  const stops: (() => void)[] = [];
  const found: FoundEngines = {
    state: { present, absent, redis, ownServer: ownServer(), noSmallDisk: whyNoSmallDisk() },
    drop: async () => {
      for (const scratch of scratches) await scratch.drop();
    },
    stop: () => stops.forEach((stop) => stop()),
  };
  const add = async (name: ServerEngine): Promise<void> => {
    const given = urls.find((candidate) => candidate.startsWith(`${name}:`));
    const own = given === undefined ? await startOwn(name) : null;
    if (own) stops.push(() => own.stop());
    const server = given ?? own?.url;
    if (server === undefined) {
      absent.push({ name, reason: NONE });
      return;
    }
    const scratch = await scratchOnServer(server);
    if (!own) scratches.push(scratch);
    await (await openDatabase(scratch.url, { migrations: 'run' })).close();
    const origin = own ? 'private server' : 'TEST_DATABASE_URLS';
    present.push({ name, server, url: scratch.url, origin });
  };
  if (asked(wanted, 'sqlite'))
    present.push({ name: 'sqlite', server: null, url: null, origin: 'embedded' });
  try {
    await Promise.all(
      (['mariadb', 'mysql'] as const).map(async (name) => {
        if (!asked(wanted, name))
          return absent.push({ name, reason: 'TEST_ENGINES leaves it out' });
        return add(name).catch((error: unknown) => absent.push({ name, reason: String(error) }));
      }),
    );
    const missing = absent.filter(({ name }) =>
      list(environment['REQUIRE_ENGINES']).includes(name),
    );
    if (missing.length > 0) {
      throw new Error(
        `REQUIRE_ENGINES: ${missing.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}`,
      );
    }
    if (redis === null && list(environment['REQUIRE_ENGINES']).includes('redis')) {
      throw new Error('REQUIRE_ENGINES: redis: no redis-server');
    }
    return found;
  } catch (error) {
    found.stop();
    throw error;
  }
}

/** Of those that this machine has; MariaDB's first, whose ways with a full disk are known here. */
function ownServer(): EngineState['ownServer'] {
  for (const engine of ['mariadb', 'mysql'] as const) {
    const program = serverBinary(engine);
    if (program !== null) return { engine, program };
  }
  return null;
}

async function startOwn(name: ServerEngine): Promise<PrivateServer | null> {
  const binary = serverBinary(name);
  return binary === null ? null : startPrivateServer(name, binary);
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function asked(wanted: readonly string[], name: string): boolean {
  return wanted.length === 0 || wanted.includes(name);
}
