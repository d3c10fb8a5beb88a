import type { VariableCheck } from '../../storage/database-finding';
import type { Gateway } from './diagnosis';

const MIB = 1024 * 1024;

/** What an embedded database must be set to, besides what durability asks for. */
export const SQLITE_CHECKS: readonly VariableCheck<Gateway>[] = [
  {
    check: 'file',
    level: 'WARNING',
    required: () => 'a file',
    why: 'a database in memory is gone when the process ends',
    change: () => 'DATABASE_URL=sqlite:./learning-events.db',
    holds: (value) => value !== ':memory:',
  },
  {
    check: 'journal_mode',
    level: 'WARNING',
    required: () => 'wal',
    why: 'in other modes readers and the writer wait for each other, and fail when it takes long',
    change: () => 'PRAGMA journal_mode = WAL',
    matters: (variables) => variables.get('file') !== ':memory:',
    holds: (value) => value === 'wal',
  },
  {
    check: 'encoding',
    level: 'ERROR',
    required: () => 'UTF-8',
    why: 'texts are compared and counted by their bytes in UTF-8',
    change: () => 'begin with a new file: the encoding of one that has tables cannot be changed',
    holds: (value) => value === 'UTF-8',
  },
  {
    check: 'permission',
    level: 'ERROR',
    required: () => 'to read and write the file and its folder',
    why: 'the journal stands beside the file; without the right to both nothing can be stored',
    change: () => 'chown the file and its folder to the user that runs the gateway',
    matters: (variables) => variables.has('permission'),
    holds: (value) => value === 'granted',
  },
  {
    check: 'free space',
    level: 'WARNING',
    required: () => `${1024 * MIB} bytes or more`,
    why: 'on a full disk nothing is acknowledged any more',
    change: () => 'make room on the disk, or move the file',
    matters: (variables) => variables.has('free space'),
    holds: (value) => Number(value) >= 1024 * MIB,
  },
  {
    check: 'file system',
    level: 'WARNING',
    required: () => 'of this machine',
    why: 'locks and flushes over a network are not what SQLite takes them for: the file can be ruined',
    change: () => 'move the file to a disk of this machine, or use MySQL or MariaDB',
    matters: (variables) => variables.has('file system'),
    holds: (value) => value === 'local',
  },
];
