import { randomBytes } from 'node:crypto';

/** A tenant that no other test has: nothing needs to be emptied, and a leak shows. */
export function newTenant(): string {
  return `test-${randomBytes(8).toString('hex')}`;
}
