import { z } from 'zod';

/** A whole number, both bounds among the allowed. */
export function wholeNumber(low: number, high: number) {
  const message = `must be a whole number from ${low} to ${high}`;
  return z
    .string()
    .refine(
      (text) => /^\d{1,12}$/.test(text) && Number(text) >= low && Number(text) <= high,
      message,
    )
    .transform(Number);
}

/** `true` or `false`. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Texts with commas between them; spaces around them and empty ones do not count. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean),
);

/** The most that a list may hold. */
const LONGEST_LIST = 200;

/** The same, of at most 200 texts that are all as `rule` wants them. */
export function listOf(rule: (text: string) => boolean, message: string) {
  return list
    .refine((texts) => texts.every(rule), message)
    .refine((texts) => texts.length <= LONGEST_LIST, `must be at most ${LONGEST_LIST}`);
}
