import type { Reach } from '../kernel/reach';
import { anyOf, isOneOf } from '../storage/condition';
import type { Condition } from '../storage/keyset';

/**
 * The events under `alias` that a reach reaches, as conditions on a statement that is bound to its tenant;
 * none for the whole tenant: one's own, those in courses that one teaches, of programs and of sensors.
 */
export function eventReach({ only }: Reach, alias: string): Condition[] {
  if (only === null) return [];
  const { personId, taughtCourseIds, programs, sensors } = only;
  const parts: Condition[] = [];
  if (personId !== null) parts.push({ text: `${alias}.person_id = ?`, values: [personId] });
  for (const [column, values] of [
    ['course_id', taughtCourseIds],
    ['program_id', programs],
    ['sensor', sensors],
  ] as const) {
    if (values.length > 0) parts.push(isOneOf(`${alias}.${column}`, values));
  }
  return [anyOf(parts)];
}

/** The receipts or quarantined items that a reach reaches: what was sent before senders were noted is nobody's. */
export function senderReach({ sender }: Reach): Condition[] {
  return sender === null ? [] : [{ text: 'subject = ?', values: [sender] }];
}
