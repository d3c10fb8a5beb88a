import { InvalidArgumentError } from 'commander';
import { readTimestamp } from '../../kernel/timestamp';

/** A whole number of 1 or more. @throws InvalidArgumentError */
export function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('A whole number of 1 or more is required.');
  return value;
}

/** An instant, as the database has it. @throws InvalidArgumentError */
export function instant(text: string): string {
  const read = readTimestamp(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (!read)
    throw new InvalidArgumentError('A date, or a time such as 2026-01-31T09:30:00Z, is required.');
  return read.time;
}

/** An option that may be given several times. */
export function several(text: string, before: string[] = []): string[] {
  return [...before, text];
}
