/** What stands in the place of a value that was removed: a whole value, or a part of a text. */
export const MARKER = '[REDACTED]';

/** The marker as a JSON value. */
export const JSON_MARKER = `"${MARKER}"`;
