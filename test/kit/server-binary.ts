import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The engines that run as a server. */
export type ServerEngine = 'mysql' | 'mariadb';

const NAMES: Readonly<Record<ServerEngine, readonly string[]>> = {
  mariadb: ['mariadbd', 'mysqld'],
  mysql: ['mysqld'],
};

const BESIDES_PATH = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/opt/homebrew/bin'];

/** The server's program on this machine; null when there is none. What `mysqld` is, only its version tells. */
export function serverBinary(engine: ServerEngine): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...BESIDES_PATH];
  for (const name of NAMES[engine]) {
    for (const folder of new Set(folders)) {
      const path = join(folder, name);
      if (existsSync(path) && engineOf(path) === engine) return path;
    }
  }
  return null;
}

/** A helper program that belongs to the server, from the same places. */
export function companionBinary(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...BESIDES_PATH];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

function engineOf(path: string): ServerEngine | null {
  try {
    const version = execFileSync(path, ['--no-defaults', '--version'], {
      encoding: 'utf8',
      timeout: 10_000,
    });
    return /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  } catch {
    return null;
  }
}
