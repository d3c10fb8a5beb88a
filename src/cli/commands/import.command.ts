import { type Command, Option } from 'commander';
import type * as Loaded from '../import/run-import';
import { positive } from './argument-parsers';
import { legCommand } from './leg-command';

/** `leg import` */
export function importCommand(): Command {
  return legCommand('import', {
    summary: 'Take in the events of files: JSON, NDJSON, and either packed by gzip.',
    details: `A file holds an event, an envelope, an array, or a line for each of them. Each
event keeps its text byte for byte. What cannot be read goes to quarantine and
stops nothing. A file whose import was stopped goes on where it ended, which
FILE.leg-import.json says.

Exit codes: 0 everything is stored, or was before; 2 something was quarantined
or rejected; 1 it failed; 130 it was stopped.`,
    examples: [
      'leg import events.ndjson.gz',
      'leg import --dry-run --format caliper envelope.json',
      'zcat *.ndjson.gz | leg import - --json',
      'leg import --max-rate 500 term.ndjson     # leaves the database to others',
    ],
  })
    .argument('<file...>', 'files, or - for standard input')
    .addOption(
      new Option(
        '--format <format>',
        'what all of it is; told from each value when not given',
      ).choices(['hub', 'caliper']),
    )
    .option('--dry-run', 'read and check everything, and store nothing')
    .option('--restart', 'begin each file again, whatever its checkpoint says')
    .option('--max-rate <events>', 'events a second, at most', positive)
    .option('--json', 'print the report as JSON, and progress as JSON lines')
    .action(async (files: string[], options: Loaded.ImportOptions) => {
      const { runImport }: typeof Loaded = require('../import/run-import');
      await runImport(files, options);
    });
}
