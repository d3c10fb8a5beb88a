import { randomUUID } from 'node:crypto';

let count = 0;

/** A word that no other test of this process has, to make IRIs of. */
export function unique(word = 'x'): string {
  count += 1;
  return `${word}-${count}-${randomUUID().slice(0, 8)}`;
}

/** An event's id as Caliper 1.1 and 1.2 ask for it. */
export function urn(): string {
  return `urn:uuid:${randomUUID()}`;
}
