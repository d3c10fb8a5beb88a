import { createApp } from './app';
import { readConfig } from './config';
import { CodedError } from './kernel/coded-error';
import { exitOnFaults } from './lifecycle/exit-on-faults';
import { stopOnSignals } from './lifecycle/stop-on-signals';
import { createLogger } from './telemetry/create-logger';

/**
 * The gateway as a process: reads the environment, serves until it is told to stop, and exits. Faults of the
 * environment or the database are told by the log; the exit code is 1 then.
 */
export async function serve(): Promise<void> {
  let logger = createLogger('info');
  exitOnFaults(logger);
  try {
    const config = readConfig();
    logger = createLogger(config.logLevel);
    for (const doubt of config.doubts) logger.warn(doubt);
    const app = await createApp(config, logger);
    const key = await app.bootstrap();
    // Past the logger, and once: whoever starts the gateway needs it, and no log may keep it.
    if (key !== null) process.stdout.write(`\nThe first API key, shown this once: ${key}\n\n`);
    stopOnSignals(app, config, logger);
    const url = await app.listen();
    logger.info({ url, graphiql: config.graphiql }, 'the gateway serves');
  } catch (error) {
    if (error instanceof CodedError) logger.fatal({ code: error.code }, error.message);
    else logger.fatal({ err: error }, 'the gateway could not start');
    process.exit(1);
  }
}
