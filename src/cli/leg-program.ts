import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { doctorCommand } from './commands/doctor.command';
import { exportCommand } from './commands/export.command';
import { importCommand } from './commands/import.command';
import { keysCommand } from './commands/keys.command';
import { migrateCommand } from './commands/migrate.command';
import { quarantineCommand } from './commands/quarantine.command';
import { serveCommand } from './commands/serve.command';

const COMMANDS = [
  serveCommand,
  migrateCommand,
  keysCommand,
  importCommand,
  exportCommand,
  quarantineCommand,
  doctorCommand,
];

/** The command line, declared: what a command does is loaded when it runs. */
export function legProgram(): Command {
  const program = new Command('leg')
    .description('The Learning Event Gateway: serves it, and works on its database beside it.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showHelpAfterError(
      '`leg help` tells what there is, `leg COMMAND --help` what a command takes.',
    )
    .addHelpText(
      'after',
      `
The configuration is the gateway's: DATABASE_URL, TENANT and the others come from the environment.

Examples:
  $ leg migrate && leg serve
  $ leg import events.ndjson.gz
  $ leg doctor`,
    );
  for (const command of COMMANDS) program.addCommand(command());
  return program;
}

function version(): string {
  const file = ['../..', '../../..']
    .map((up) => join(__dirname, up, 'package.json'))
    .find((path) => existsSync(path));
  return file === undefined
    ? 'unknown'
    : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
