import { Command } from 'commander';

/** What a command's help says. */
export interface CommandHelp {
  /** One sentence, for the list of commands too. */
  readonly summary: string;
  /** What one must know besides; lines of at most 80 characters. */
  readonly details?: string;
  readonly examples: readonly string[];
}

/** A command with what all of them take: `--tenant`, `--quiet`, and help with examples. */
export function legCommand(name: string, { summary, details, examples }: CommandHelp): Command {
  const more = details === undefined ? '' : `\n${details}\n`;
  return new Command(name)
    .description(summary)
    .helpOption('-h, --help', 'print help')
    .option('--tenant <tenant>', 'whose data, instead of TENANT of the environment')
    .option('-q, --quiet', 'say nothing but what was asked for, and errors')
    .addHelpText('after', `${more}\nExamples:\n${examples.map((one) => `  $ ${one}`).join('\n')}`);
}
