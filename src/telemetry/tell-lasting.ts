import type { Logger } from 'pino';
import { PREPARED_STATEMENTS } from '../storage/connection-limits';
import type { DatabaseWatch } from '../storage/database-watch';
import { type Outage, UnavailableError } from '../storage/storage-error';

/** Milliseconds between two lines of the log that say the same: whoever is to do something needs no more of them. */
const QUIET = 60_000;

/** The outages that last until somebody does something, and what that is. */
const TOLD: Partial<Readonly<Record<Outage, string>>> = {
  NO_SPACE: 'the database has no space to write to',
  NO_STATEMENTS:
    'the database prepares no more statements: raise its max_prepared_stmt_count ' +
    `(a gateway takes up to ${PREPARED_STATEMENTS} for each of DATABASE_CONNECTIONS), or lower DATABASE_CONNECTIONS`,
};

/**
 * The same watch, which tells the log of what lasts, each once a minute while it is so. Other outages mend
 * themselves, or `/readyz` tells of them; these wait for somebody.
 */
export function tellLasting(
  watch: DatabaseWatch,
  logger: Pick<Logger, 'error'>,
  now: () => number = () => performance.now(),
): DatabaseWatch {
  const toldAt = new Map<Outage, number>();
  return {
    ...watch,
    statement: (name) => {
      const ended = watch.statement(name);
      return (error) => {
        ended(error);
        if (!(error instanceof UnavailableError)) return;
        const told = TOLD[error.outage];
        if (told === undefined || now() - (toldAt.get(error.outage) ?? -Infinity) < QUIET) return;
        toldAt.set(error.outage, now());
        logger.error({ err: error }, told);
      };
    },
  };
}
