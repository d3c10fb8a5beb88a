import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** What can be stopped. */
export interface Stoppable {
  /** Says at once that no more is wanted, and goes on serving. */
  drain(): void;
  /** Accepts nothing more, finishes what is in flight, and closes. */
  close(): Promise<void>;
}

/** Seconds. */
export interface StopTimes {
  /** For which others have to notice that no more is wanted. */
  readonly drainDelay: number;
  /** For which requests in flight then have to finish. */
  readonly shutdownGrace: number;
}

/**
 * Stops at SIGTERM or SIGINT: not ready at once; after the drain delay nothing more is accepted; what is in
 * flight is finished; exit 0. Exit 1 when the grace is over before that, or at a second signal.
 */
export function stopOnSignals(app: Stoppable, times: StopTimes, logger: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) {
      logger.error({ signal }, 'a second signal: the gateway stops with requests in flight');
      process.exit(1);
    }
    stopping = true;
    const { drainDelay, shutdownGrace } = times;
    logger.info({ signal, drainDelay }, 'the gateway finishes what is in flight and stops');
    app.drain();
    setTimeout(
      () => {
        logger.error(
          { shutdownGrace },
          'the grace is over: the gateway stops with requests in flight',
        );
        process.exit(1);
      },
      (drainDelay + shutdownGrace) * 1_000,
    ).unref();
    sleep(drainDelay * 1_000)
      .then(() => app.close())
      .then(
        () => {
          logger.info('the gateway has stopped');
          process.exit(0);
        },
        (error: unknown) => {
          logger.error({ err: error }, 'the gateway could not stop cleanly');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
