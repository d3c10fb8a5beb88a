import { Command, Option } from 'commander';
import type * as Listing from '../quarantine/list-quarantine';
import type * as Replaying from '../quarantine/replay-quarantine';
import type * as Showing from '../quarantine/show-quarantined';
import { instant, positive } from './argument-parsers';
import { legCommand } from './leg-command';

/** `leg quarantine list|show|replay` */
export function quarantineCommand(): Command {
  return new Command('quarantine')
    .description('See, and read again, what came and could not be taken as an event.')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(replayCommand());
}

function listCommand(): Command {
  const command = legCommand('list', {
    summary: 'List what waits, the last that came first.',
    examples: [
      'leg quarantine list --code MALFORMED_JSON',
      'leg quarantine list --from 2026-11-01 --json | jq .id',
    ],
  });
  return filtered(command)
    .option('--limit <items>', 'items, at most', positive, 50)
    .option('--resolved', 'those that a replay took in since, too')
    .option('--json', 'a JSON object on each line')
    .action(async (options: Listing.ListOptions) => {
      const { listQuarantine }: typeof Listing = require('../quarantine/list-quarantine');
      await listQuarantine(options);
    });
}

function showCommand(): Command {
  return legCommand('show', {
    summary: 'Show one item with its problems, its text and the repair that suggests itself.',
    examples: ['leg quarantine show 0190f5c2-…'],
  })
    .argument('<id>', 'of the item')
    .option('--json', 'a JSON object')
    .action(async (id: string, options: Showing.ShowOptions) => {
      const { showQuarantined }: typeof Showing = require('../quarantine/show-quarantined');
      await showQuarantined(id, options);
    });
}

function replayCommand(): Command {
  const command = legCommand('replay', {
    summary: 'Read items again: as they are, repaired, or from another text.',
    details: `What can be stored now is stored, with the time at which it first came; the rest
stays. Exit codes: 0 all of it is stored; 2 not all; 1 it failed.`,
    examples: [
      'leg quarantine replay 0190f5c2-…',
      'leg quarantine replay --all --code MALFORMED_JSON --apply-suggestion',
      'leg quarantine replay 0190f5c2-… --text repaired.json',
    ],
  });
  return filtered(command)
    .argument('[id...]', 'of the items')
    .option('--all', 'everything that waits and that the other options let through')
    .option('--apply-suggestion', 'repair each text as `leg quarantine show` suggests')
    .option('--text <file>', 'read this text instead; for one item')
    .option('--json', 'print the report as JSON')
    .action(async (ids: string[], options: Replaying.ReplayOptions) => {
      const { replayQuarantine }: typeof Replaying = require('../quarantine/replay-quarantine');
      await replayQuarantine(ids, options);
    });
}

function filtered(command: Command): Command {
  return command
    .addOption(new Option('--source <source>', 'of this format').choices(['HUB', 'CALIPER']))
    .option('--code <code>', 'whose first problem has this code')
    .option('--sensor <iri>', 'sent by this sensor')
    .option('--receipt <id>', 'brought by the call of this receipt')
    .option('--from <time>', 'came then or later', instant)
    .option('--to <time>', 'came before', instant);
}
