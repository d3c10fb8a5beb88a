import { newId } from '../kernel/id';
import { eventIdOf, parseEventId } from './hub-event-id';

const uuid = '0190a1b2-c3d4-7000-8000-0123456789ab';

it.each(['P', 'CardioCert', 'a-b-c', '-', ' ', '😀'.repeat(25), 'p'.repeat(25)])(
  'the id of an event of program %j can be taken apart again',
  (programId) => {
    const id = newId();
    expect(parseEventId(eventIdOf(programId, id))).toEqual({ programId, id });
  },
);

it('is the program, a dash and the UUID', () => {
  expect(eventIdOf('CardioCert', uuid)).toBe(`CardioCert-${uuid}`);
});

it.each([
  ['nothing', ''],
  ['a UUID alone', uuid],
  ['no program', `-${uuid}`],
  ['no dash', `P${uuid}`],
  ['another sign for the dash', `P:${uuid}`],
  ['a UUID in upper case', `P-${uuid.toUpperCase()}`],
  ['what is no UUID', `P-${'z'.repeat(36)}`],
  ['something after the UUID', `P-${uuid} `],
  ['a program of 26 characters', `${'p'.repeat(26)}-${uuid}`],
  ['a program of a million', `${'p'.repeat(1_000_000)}-${uuid}`],
])('is not %s', (_, text) => expect(parseEventId(text)).toBeNull());
