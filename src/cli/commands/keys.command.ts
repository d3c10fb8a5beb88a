import { Command, Option } from 'commander';
import { SCOPES } from '../../kernel/principal';
import type * as Loaded from '../keys/run-keys';
import { instant, positive, several } from './argument-parsers';
import { legCommand } from './leg-command';

/** `leg keys create|list|revoke|rotate` */
export function keysCommand(): Command {
  return new Command('keys')
    .description('Make, list, rotate and revoke the API keys of a tenant.')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(rotateCommand())
    .addCommand(revokeCommand());
}

function createCommand(): Command {
  return legCommand('create', {
    summary: 'Make a key. Its text is printed once, alone on standard output.',
    examples: [
      'leg keys create --name "Cardiology courses" --scope hub:publish --program CardioCert',
      'leg keys create --name Learn --scope caliper:ingest --expires 2027-09-01 > learn.key',
    ],
  })
    .requiredOption('--name <name>', 'what people call it')
    .addOption(
      new Option('--scope <scope...>', 'what it may do').choices(SCOPES).makeOptionMandatory(),
    )
    .option('--program <id>', 'bind it to this program; may be given several times', several)
    .option('--sensor <iri>', 'bind it to this sensor; may be given several times', several)
    .option('--expires <time>', 'when it stops being good', instant)
    .option('--json', 'a JSON object with the key and its text')
    .action(async (options: Loaded.CreateOptions) => {
      const { createKey }: typeof Loaded = require('../keys/run-keys');
      await createKey(options);
    });
}

function listCommand(): Command {
  return legCommand('list', {
    summary: 'List the keys, the newest first.',
    examples: ['leg keys list', 'leg keys list --json | jq -r .id'],
  })
    .option('--json', 'a JSON object on each line')
    .action(async (options: Loaded.ListOptions) => {
      const { listKeys }: typeof Loaded = require('../keys/run-keys');
      await listKeys(options);
    });
}

function rotateCommand(): Command {
  return legCommand('rotate', {
    summary: 'Make a key that takes the place of another. Its text is printed once.',
    examples: ['leg keys rotate 0190f5c2-… --overlap 86400 > learn.key'],
  })
    .argument('<id>', 'of the key whose place it takes')
    .option('--overlap <seconds>', 'how long the old one stays good beside it', positive, 3600)
    .option('--json', 'a JSON object with the key and its text')
    .action(async (id: string, options: Loaded.RotateOptions) => {
      const { rotateKey }: typeof Loaded = require('../keys/run-keys');
      await rotateKey(id, options);
    });
}

function revokeCommand(): Command {
  return legCommand('revoke', {
    summary: 'End a key now.',
    examples: ['leg keys revoke 0190f5c2-…'],
  })
    .argument('<id>', 'of the key')
    .action(async (id: string, options: Loaded.ListOptions) => {
      const { revokeKey }: typeof Loaded = require('../keys/run-keys');
      await revokeKey(id, options);
    });
}
