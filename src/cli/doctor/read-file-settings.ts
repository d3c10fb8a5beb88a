import { access, constants, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DatabaseVariables } from '../../storage/database-finding';

/** File systems whose disks stand in another machine, by the number that Linux has for them. */
const REMOTE: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB 2'],
  [0xff534d42, 'CIFS'],
  [0x01021997, '9P'],
  [0x65735546, 'FUSE, perhaps over a network'],
]);

/** What the system says of a database's file: `permission`, `free space` in bytes, `file system`. */
export async function readFileSettings(file: string): Promise<DatabaseVariables> {
  if (file === ':memory:') return new Map([['file', file]]);
  const path = resolve(file);
  const folder = dirname(path);
  const allowed = await Promise.all(
    [path, folder].map((each) => access(each, constants.R_OK | constants.W_OK)),
  ).then(
    () => 'granted',
    () => 'refused',
  );
  const { bavail, bsize, type } = await statfs(folder);
  return new Map([
    ['file', path],
    ['permission', allowed],
    ['free space', String(bavail * bsize)],
    ['file system', REMOTE.get(type) ?? 'local'],
  ]);
}
