import { type DestinationStream, type Logger, pino } from 'pino';
import { shownError } from './shown-error';

/** Nobody logs these; should somebody, their values stay out. */
const CREDENTIALS = ['authorization', 'cookie', 'password', 'token', 'key'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

/**
 * The process's log: one JSON object on one line each, to standard output.
 * @param level of pino's. @param destination where lines go, for tests.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: shownError },
    redact: { paths: CREDENTIALS, censor: '[REDACTED]' },
    hooks: { streamWrite: printable },
  };
  return destination ? pino(options, destination) : pino(options);
}

/* eslint-disable no-control-regex -- control characters are what is being removed */
/** C0 but for the line's end, DEL and C1, line separators, changes of direction. */
const UNPRINTABLE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
/* eslint-enable no-control-regex */

/** JSON lets through what a terminal obeys (C1 controls, changes of direction): escaped, the line is the same JSON. */
function printable(line: string): string {
  return line.replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
