import type { z } from 'zod';

/** What zod found, in words that need no knowledge of zod; a rule's own message comes before this. */
export function plainWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_value')
    return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${unit(issue.origin)}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${unit(issue.origin)}`;
  return 'must have another form; docs/configuration.md has the table of all variables';
}

function unit(origin: string): string {
  return origin === 'string' ? ' characters long' : '';
}
