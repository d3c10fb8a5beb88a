import {
  type DatabaseFinding,
  type DatabaseVariables,
  findingsOf,
  type VariableCheck,
} from './database-finding';
import type { DialectName } from './dialect';

const isOn = (value: string | undefined): boolean => /^(?:1|on)$/i.test(value ?? '');

const SERVER: readonly VariableCheck<DialectName>[] = [
  {
    check: 'innodb_flush_log_at_trx_commit',
    level: 'ERROR',
    required: () => '1',
    why: 'a commit that is not written through to the disk is lost when the server is killed or loses power, although it was acknowledged',
    change: () => 'SET GLOBAL innodb_flush_log_at_trx_commit = 1',
    // MariaDB's 3 flushes at prepare and at commit.
    holds: (value, _, engine) => value === '1' || (engine === 'mariadb' && value === '3'),
  },
  {
    check: 'sync_binlog',
    level: 'ERROR',
    required: () => '1 while log_bin is on',
    why: 'after a crash the server undoes what its binary log does not hold, and what the log lost never reaches a replica',
    change: () => 'SET GLOBAL sync_binlog = 1',
    matters: (variables) => isOn(variables.get('log_bin')),
    holds: (value) => value === '1',
  },
  {
    check: 'innodb_doublewrite',
    level: 'WARNING',
    required: () => 'on',
    why: 'a page that was half written when the power went can then not be mended; only a file system that writes pages whole makes up for it',
    change: () => 'innodb_doublewrite = ON in the [mysqld] section of the server’s configuration',
    holds: (value) => !/^(?:0|off|detect_only)$/i.test(value),
  },
  {
    check: 'innodb_flush_method',
    level: 'ERROR',
    required: () => 'a method that flushes',
    why: 'without a flush the disk’s own cache holds what was acknowledged',
    change: () =>
      'innodb_flush_method = O_DIRECT in the [mysqld] section of the server’s configuration',
    matters: (variables) => variables.has('innodb_flush_method'),
    holds: (value) => !/nosync/i.test(value),
  },
];

const SQLITE: readonly VariableCheck<DialectName>[] = [
  {
    check: 'synchronous',
    level: 'ERROR',
    required: () => '2 (FULL) or 3 (EXTRA)',
    why: 'a commit that is not written through to the disk is lost when the machine loses power, although it was acknowledged',
    change: () => 'PRAGMA synchronous = FULL',
    holds: (value) => value === '2' || value === '3',
  },
];

/** The settings that `durabilityFindings` looks at. */
export const DURABILITY_VARIABLES: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: ['synchronous'],
  mysql: ['log_bin', ...SERVER.map(({ check }) => check)],
  mariadb: ['log_bin', ...SERVER.map(({ check }) => check)],
};

/**
 * Whether what the database says is committed is on its disk. Pure: `readVariables` reads the settings.
 * @returns a finding for each setting that matters; an acknowledged event is durable while none is an ERROR.
 */
export function durabilityFindings(
  engine: DialectName,
  variables: DatabaseVariables,
): DatabaseFinding[] {
  return findingsOf(engine === 'sqlite' ? SQLITE : SERVER, variables, engine);
}
