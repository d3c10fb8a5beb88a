import type { Command } from 'commander';
import type * as Loaded from '../doctor/run-doctor';
import { legCommand } from './leg-command';

/** `leg doctor` */
export function doctorCommand(): Command {
  return legCommand('doctor', {
    summary: 'Look for settings of the database that break a promise of the gateway.',
    details: `Nothing is changed. Each finding says what was found, why it matters, and the
statement or setting that mends it. Exit codes: 0 no error; 1 an error, or it
failed.`,
    examples: ['leg doctor', 'leg doctor --json | jq \'.findings[] | select(.level != "OK")\''],
  })
    .option('--json', 'a JSON object')
    .action(async (options: Loaded.DoctorOptions) => {
      const { runDoctor }: typeof Loaded = require('../doctor/run-doctor');
      await runDoctor(options);
    });
}
