import { entities } from '../../src/entities';
import { openDatabase } from '../../src/storage/open-database';
import { readEngineState } from './engine-state';
import { type PrivateServer, startPrivateServer } from './private-server';
import { onServer } from './scratch-database';
import { mountSmallDisk, type SmallDisk } from './small-disk';

/** A database server that nobody else uses, with a migrated database on it. */
export interface OwnServer extends PrivateServer {
  readonly databaseUrl: string;
}

/** Declares tests that do to a database server what no other test may see, where this machine has one to start. */
export function describeOwnServer(title: string, body: (start: typeof startOwnServer) => void) {
  const { ownServer } = readEngineState();
  if (ownServer !== null) describe(`${title} (${ownServer.engine})`, () => body(startOwnServer));
}

/** Declares tests that fill a disk, where one can be mounted. */
export function describeSmallDisk(title: string, body: (mount: () => SmallDisk) => void) {
  if (readEngineState().noSmallDisk === null)
    describe(title, () => body(() => mountSmallDisk(MEGABYTES)));
}

/** MariaDB's files take 40 of it, MySQL's 110. */
const MEGABYTES = 192;

/** Files of a server that are as small as it allows, flushed as they are where nothing may be lost. */
const SMALL = {
  mariadb: ['--innodb-log-file-size=8M'],
  mysql: ['--innodb-redo-log-capacity=8M'],
} as const;

/** How one is to be. */
interface OwnServerOptions {
  /** Where its data is to be, and not more of it than must. */
  readonly disk?: SmallDisk;
  /** Whether it writes a binary log, as one with replicas does; not on a disk of the machine's own. */
  readonly binaryLog?: boolean;
}

/** Starts one. The caller stops it. */
async function startOwnServer({ disk, binaryLog }: OwnServerOptions = {}): Promise<OwnServer> {
  const { ownServer } = readEngineState();
  if (ownServer === null) throw new Error('a database server was required; there is none');
  const { engine, program } = ownServer;
  const log = binaryLog ? ['--log-bin=binary', '--sync-binlog=1'] : ['--skip-log-bin'];
  const server = await startPrivateServer(
    engine,
    program,
    disk && { dataWithin: disk.path, flags: [...SMALL[engine], ...log] },
  );
  try {
    process.once('exit', () => server.stop());
    await onServer(server.url, 'CREATE DATABASE own');
    const databaseUrl = `${server.url}/own`;
    await (await openDatabase(databaseUrl, { entities, migrations: 'run' })).close();
    return { ...server, databaseUrl };
  } catch (error) {
    server.stop();
    throw error;
  }
}
