import { entities } from '../../src/entities';
import { openDatabase } from '../../src/storage/open-database';
import { readEngineState } from './engine-state';
import {
  type PrivateServer,
  type PrivateServerOptions,
  startPrivateServer,
} from './private-server';
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

/** A server's files take 40 of it. */
const MEGABYTES = 96;

/** Starts one. The caller stops it. */
async function startOwnServer(options?: PrivateServerOptions): Promise<OwnServer> {
  const { ownServer } = readEngineState();
  if (ownServer === null) throw new Error('a database server was required; there is none');
  const server = await startPrivateServer(ownServer.engine, ownServer.program, options);
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
