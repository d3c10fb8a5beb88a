import { Command } from 'commander';
import type * as Loaded from '../../serve';

/** `leg serve` */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve GraphQL and the HTTP doors, until the process is told to stop.')
    .helpOption('-h, --help', 'print help')
    .addHelpText('after', '\nExamples:\n  $ leg serve\n  $ PORT=8080 LOG_LEVEL=warn leg serve')
    .action(async () => {
      require('reflect-metadata');
      const { serve }: typeof Loaded = require('../../serve');
      await serve();
    });
}
