import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql2 from 'mysql2/promise';

/** A database of one's own, until it is dropped. */
export interface ScratchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Creates an empty database on a server. @param server `mysql://user:password@host:port` or `mariadb://…` */
export async function scratchOnServer(server: string): Promise<ScratchDatabase> {
  const name = `leg_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  return {
    url: `${server.replace(/\/+$/, '')}/${name}`,
    drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name}`),
  };
}

/** A SQLite file in a folder of its own. */
export function scratchFile(): ScratchDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'leg-sqlite-'));
  return {
    url: `sqlite:${join(folder, 'gateway.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs one statement on a server, outside any pool of ours. */
export async function onServer(server: string, statement: string): Promise<void> {
  const connection = await mysql2.createConnection({ uri: server.replace(/^mariadb:/, 'mysql:') });
  try {
    await connection.query(statement);
  } finally {
    connection.destroy();
  }
}
