import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { entities } from '../../entities';
import { CodedError } from '../../kernel/coded-error';
import type { DatabaseFinding } from '../../storage/database-finding';
import { type DatabaseSettings, readDatabaseUrl, shownDatabase } from '../../storage/database-url';
import { openDatabase } from '../../storage/open-database';
import { commandConfig, type CommonOptions } from '../command-config';
import { doctorFindings } from './doctor-findings';
import { readDiagnosis } from './read-diagnosis';

/** What `leg doctor` can be told. */
export interface DoctorOptions extends CommonOptions {
  readonly json?: boolean;
}

/** Says what of the database breaks a promise of the gateway, and changes nothing. Exit code 1: something does. */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  const config = commandConfig(options);
  requireFile(readDatabaseUrl(config.databaseUrl));
  const database = await openDatabase(config.databaseUrl, {
    entities,
    migrations: 'skip',
    limits: { connections: config.databaseConnections },
  });
  try {
    const findings = doctorFindings(await readDiagnosis(config, database));
    const shown = shownDatabase(readDatabaseUrl(config.databaseUrl));
    if (findings.some(({ level }) => level === 'ERROR')) process.exitCode = 1;
    const text = options.json
      ? JSON.stringify({ database: shown, findings })
      : report(shown, findings, options.quiet === true);
    process.stdout.write(`${text}\n`);
  } finally {
    await database.close();
  }
}

/** Opening an embedded database makes one where there is none, and a doctor makes nothing. */
function requireFile(settings: DatabaseSettings): void {
  if (settings.engine !== 'sqlite' || settings.file === ':memory:' || existsSync(settings.file))
    return;
  throw new CodedError(
    'NO_DATABASE',
    `there is no database at ${settings.file} to look at; \`leg migrate\` makes one`,
  );
}

function report(shown: string, findings: readonly DatabaseFinding[], quiet: boolean): string {
  const count = (level: DatabaseFinding['level']): number =>
    findings.filter((finding) => finding.level === level).length;
  const told = quiet ? findings.filter(({ level }) => level !== 'OK') : findings;
  const summary = `${count('ERROR')} error(s), ${count('WARNING')} warning(s), ${count('OK')} fine`;
  return [`database  ${shown}`, '', ...told.map(paragraph), '', summary].join('\n');
}

function paragraph({ check, level, found, required, why, change }: DatabaseFinding): string {
  if (level === 'OK') return `ok        ${check}: ${found}`;
  return [
    `${level.padEnd(8)}  ${check} is ${found}; ${required} is required`,
    `          why: ${why}`,
    `          do: ${change}`,
  ].join('\n');
}
