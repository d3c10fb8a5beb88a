import 'reflect-metadata';
import { pino } from 'pino';
import { createApp } from './app';
import { readConfig } from './config';
import { CodedError } from './kernel/coded-error';

/** Milliseconds that requests in flight have to finish once the process is told to stop. */
const GRACE = 10_000;

async function main(): Promise<void> {
  const config = readConfig();
  const logger = pino({ level: config.logLevel });
  const app = await createApp(config, logger);
  const key = await app.bootstrap();
  // Past the logger, and once: whoever starts the gateway needs it, and no log may keep it.
  if (key !== null) process.stdout.write(`\nThe first API key, shown this once: ${key}\n\n`);
  const url = await app.listen();
  logger.info({ url, graphiql: config.graphiql }, 'the gateway serves');
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'the gateway finishes what is in flight and stops');
    setTimeout(() => process.exit(1), GRACE).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the gateway could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const logger = pino({ level: 'fatal' });
  if (error instanceof CodedError) logger.fatal({ code: error.code }, error.message);
  else logger.fatal({ err: error }, 'the gateway could not start');
  process.exitCode = 1;
});
