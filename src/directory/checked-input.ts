import { CodedError } from '../kernel/coded-error';
import { shown } from '../kernel/problem';

/** An input that a client must change: what was required at a path, and what came. */
export function inputError(code: string, path: string, required: string, came: string): CodedError {
  return new CodedError(code, `${path} must be ${required}; ${came} came`, {
    path,
    required,
    came,
  });
}

/**
 * A text of 1 to `max` UTF-16 units that every engine stores as it is; null where nothing was given.
 * @throws CodedError REQUIRED, TOO_LONG, INVALID_CHARACTER.
 */
export function checkedText(
  value: string | null | undefined,
  path: string,
  max: number,
): string | null {
  if (value === null || value === undefined) return null;
  const required = `1 to ${max} characters`;
  if (value === '') throw inputError('REQUIRED', path, `${required}, or left out`, 'an empty text');
  return storable(value, path, max, required);
}

/** The same for a text that may be empty. */
export function checkedOptional(value: string, path: string, max: number): string {
  return storable(value, path, max, `at most ${max} characters`);
}

function storable(value: string, path: string, max: number, required: string): string {
  if (value.length > max) {
    throw inputError('TOO_LONG', path, required, `${value.length} characters`);
  }
  if (value.includes('\0') || !value.isWellFormed()) {
    const clean = 'text without U+0000 and without half a surrogate pair';
    throw inputError('INVALID_CHARACTER', path, clean, shown(value));
  }
  return value;
}

/** A list of at most `max` items. @throws CodedError TOO_MANY. */
export function checkedList<T>(items: readonly T[], path: string, max: number): readonly T[] {
  if (items.length <= max) return items;
  throw inputError('TOO_MANY', path, `a list of at most ${max}`, `${items.length}`);
}

/** Refuses a client that gave none, or several, of what excludes each other. @throws CodedError BAD_USER_INPUT. */
export function checkExactlyOne(path: string, choices: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(choices).filter((name) => (choices[name] ?? null) !== null);
  if (given.length === 1) return;
  const required = `exactly one of ${Object.keys(choices).join(', ')}`;
  throw inputError('BAD_USER_INPUT', path, required, given.join(' and ') || 'none');
}
