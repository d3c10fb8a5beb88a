import { CodedError } from '../kernel/coded-error';

/** Bytes of the texts that are read at once: more than a single body may have. */
export const MOST_TEXT = 64 * 1024 * 1024;

/**
 * A column of texts as large as bodies, null in every row where all of them together would fill the memory.
 * @param wanted `FROM … WHERE …`, whose values the statement needs twice.
 */
export function textWithin(column: string, wanted: string): string {
  return `CASE WHEN (SELECT SUM(LENGTH(${column})) ${wanted}) <= ${MOST_TEXT} THEN ${column} END AS ${column}`;
}

/** The texts that were read by `textWithin`, by id. @throws CodedError RESPONSE_TOO_LARGE. */
export function textsById(
  rows: readonly { readonly id: string; readonly raw: string | null }[],
): Map<string, string> {
  return new Map(rows.map(({ id, raw }) => [id, raw ?? tooMuchText()]));
}

/** Says that texts are too large to be read at once. @throws CodedError RESPONSE_TOO_LARGE. */
export function tooMuchText(): never {
  const required = `at most ${MOST_TEXT} bytes`;
  const message = `texts that are read at once may have ${required}; these have more. Ask for fewer`;
  throw new CodedError('RESPONSE_TOO_LARGE', message, { required });
}
