/** How much a problem matters: an ERROR makes its subject wrong, a WARNING is doubtful, INFO is worth knowing. */
export type Severity = 'ERROR' | 'WARNING' | 'INFO';

/** One thing that is wrong with something that was sent. Data, never an exception. */
export interface Problem {
  /** Stable, upper-case, for programs: `REQUIRED`, `TOO_LONG`, `CONFLICT`. */
  readonly code: string;
  /** One sentence for people: what was required and what came. Never more than 200 characters of input. */
  readonly message: string;
  /** JSON pointer (RFC 6901) from the root of what was sent, or from the event where one event is meant. */
  readonly path: string;
  readonly severity: Severity;
  /** What was required, in a few words. */
  readonly required?: string;
  /** What came, shortened to 200 characters. */
  readonly came?: string;
  /** Where in the text, when the text could not be read: 1-based line and column, 0-based offset in UTF-16 units. */
  readonly line?: number;
  readonly column?: number;
  readonly offset?: number;
}

const LONGEST_ECHO = 200;

/** Input as a message may show it: at most 200 characters, control characters escaped. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (safeJson(value) ?? String(value));
  const cut = text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO - 1)}…` : text;
  // eslint-disable-next-line no-control-regex -- control characters are what is being removed
  return cut.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
}

function safeJson(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? `an array of ${value.length}` : 'an object';
  }
  return JSON.stringify(value);
}

/** A problem that makes its subject wrong. */
export function error(
  code: string,
  path: string,
  message: string,
  more: Partial<Problem> = {},
): Problem {
  return { code, path, message, severity: 'ERROR', ...more };
}

/** Problems as those may see them who may not see what came: the code, the place, and what was required. */
export function withoutInput(problems: readonly Problem[]): Problem[] {
  return problems.map(({ came: _came, message: _message, ...told }) => ({
    ...told,
    message: told.required
      ? `${told.required} was required; what came is shown to who may see personal data`
      : 'what came is shown to who may see personal data',
  }));
}
