import type { Logger } from 'pino';

/**
 * What nobody caught has left the process in a state that nobody knows: it is told as the other lines are,
 * and the process ends, to be started again.
 */
export function exitOnFaults(logger: Logger): void {
  const end = (error: unknown, origin: string): void => {
    logger.fatal({ err: error, origin }, 'an error that nobody caught: the gateway ends');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', (error) => end(error, 'unhandledRejection'));
}
