import type { Logger } from 'pino';
import type { DatabaseWatch } from '../storage/database-watch';
import { UnavailableError } from '../storage/storage-error';

/** Milliseconds between two lines of the log: whoever is to make space needs no more of them. */
const QUIET = 60_000;

/**
 * The same watch, which tells the log that the database has no space to write to, once a minute while it is
 * so. Other outages mend themselves, or `/readyz` tells of them; this one waits for somebody.
 */
export function tellNoSpace(
  watch: DatabaseWatch,
  logger: Pick<Logger, 'error'>,
  now: () => number = () => performance.now(),
): DatabaseWatch {
  let toldAt = -Infinity;
  return {
    ...watch,
    statement: (name) => {
      const ended = watch.statement(name);
      return (error) => {
        ended(error);
        if (!(error instanceof UnavailableError) || error.outage !== 'NO_SPACE') return;
        if (now() - toldAt < QUIET) return;
        toldAt = now();
        logger.error({ err: error }, 'the database has no space to write to');
      };
    },
  };
}
