import { type Command, Option } from 'commander';
import type * as Loaded from '../export/run-export';
import { instant, several } from './argument-parsers';
import { legCommand } from './leg-command';

/** `leg export` */
export function exportCommand(): Command {
  return legCommand('export', {
    summary: 'Write events as lines of JSON. They hold personal data.',
    details: `Each line is an event with its person, course and membership, and its own text
as the member "raw"; with --raw, that text alone. Lines hold names, addresses and
whatever the senders wrote: keep them as you keep the database, or leave personal
data out by --no-personal.

Events come in the order of the feed. The cursor that is told at the end goes on
from there, and misses nothing. With --state a file keeps it: run it again and
again to keep up. A run that is killed may write its last lines twice, and leaves
none out.`,
    examples: [
      'leg export --out events.ndjson',
      'leg export --type AssignableEvent --from 2026-09-01 --to 2027-02-01 | gzip > autumn.gz',
      'leg export --no-personal --state export.cursor --out open.ndjson',
    ],
  })
    .option('--out <file>', 'a new file; the same again when it goes on, by --after or --state')
    .addOption(new Option('--source <source>', 'the format that they came in').choices(SOURCES))
    .option('--program <id>', 'published by this program; may be given several times', several)
    .option('--sensor <iri>', 'sent by this sensor')
    .option('--type <type>', 'of this type; may be given several times', several)
    .option('--from <time>', 'happened then or later', instant)
    .option('--to <time>', 'happened before', instant)
    .option('--person <id>', 'about this person')
    .option('--course <id>', 'in this course')
    .option('--raw', 'the text of each event alone')
    .option('--no-personal', 'leave out names, addresses, participants and texts')
    .option('--after <cursor>', 'go on behind this cursor')
    .option('--state <file>', 'go on where this file says, and keep it up to date')
    .action(async (options: Loaded.ExportOptions) => {
      const { runExport }: typeof Loaded = require('../export/run-export');
      await runExport(options);
    });
}

const SOURCES = ['HUB', 'CALIPER'];
