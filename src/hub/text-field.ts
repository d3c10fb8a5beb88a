import { allOf, FieldRule } from './field-rule';

/**
 * Rules of a required text of 1 to `max` code points, kept byte for byte: nothing is trimmed.
 * class-validator's own MaxLength counts a character and its variation selector as one, the database
 * as two: a text of 200 by the one does not fit varchar(200) of the other.
 */
export function TextField(max: number): PropertyDecorator {
  return allOf(
    FieldRule({
      code: 'REQUIRED',
      required: `1 to ${max} characters`,
      holds: (value) => value !== undefined && value !== null && value !== '',
    }),
    IsText(),
    FieldRule({
      code: 'TOO_LONG',
      required: `at most ${max} characters`,
      holds: (value) => typeof value !== 'string' || fits(value, max),
      came: (value) => `${codePoints(value as string)} characters`,
    }),
    FieldRule({
      code: 'INVALID_CHARACTER',
      required: 'text without U+0000 and without half a surrogate pair',
      holds: (value) => typeof value !== 'string' || isStorable(value),
    }),
  );
}

/** The rule that what was sent, if anything, is a text. */
export function IsText(): PropertyDecorator {
  return FieldRule({
    code: 'NOT_A_STRING',
    required: 'a string',
    holds: (value) => value === undefined || value === null || typeof value === 'string',
  });
}

/** True when the text has at most `max` Unicode code points; looks at no more than it must. */
export function fits(text: string, max: number): boolean {
  if (text.length <= max) return true;
  return text.length <= 2 * max && codePoints(text) <= max;
}

/** True for text that every engine stores and returns unchanged in an id. */
function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

function codePoints(text: string): number {
  return Array.from(text).length;
}
