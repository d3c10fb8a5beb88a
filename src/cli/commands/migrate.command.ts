import type { Command } from 'commander';
import type * as Loaded from '../migrate';
import { legCommand } from './leg-command';

/** `leg migrate` */
export function migrateCommand(): Command {
  return legCommand('migrate', {
    summary: 'Bring the schema of the database up to date.',
    examples: ['leg migrate', 'leg migrate --check'],
  })
    .option('--check', 'change nothing; end with 1 when migrations are pending')
    .action(async (options: Loaded.MigrateOptions) => {
      const { runMigrate }: typeof Loaded = require('../migrate');
      await runMigrate(options);
    });
}
