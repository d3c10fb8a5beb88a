import type { CourseRef, PersonRef } from '../kernel/roster';
import { RosterBatch } from './roster-batch';

const MARCH = '2026-03-01 00:00:00.000';
const MAY = '2026-05-01 00:00:00.000';
const person = (value: string, more: Partial<PersonRef> = {}): PersonRef => ({
  identifiers: [{ type: 'IRI', system: '', value }],
  ...more,
});
const course = (value: string, parent: CourseRef | null = null): CourseRef => ({
  ...person(value),
  name: null,
  parent,
});

describe('a roster batch', () => {
  it('holds a person who comes again once, with the newest facts', () => {
    const batch = new RosterBatch();
    const one = batch.person(person('a', { name: 'May' }), MAY);
    const other = batch.person(person('a', { name: 'March', email: 'a@x' }), MARCH);
    expect(other).toBe(one);
    expect(batch.entities).toHaveLength(1);
    expect(one).toMatchObject({ asOf: MAY, attributes: { name: 'May', email: 'a@x' } });
  });

  it('leaves out what is too long for its column, and keeps what was known', () => {
    const batch = new RosterBatch();
    const slot = batch.person(person('a', { name: 'n'.repeat(1024) }), MARCH);
    batch.person(person('a', { name: 'n'.repeat(1025) }), MAY);
    expect(slot.attributes['name']).toHaveLength(1024);
  });

  it('never lets a course be part of itself, also in a circle', () => {
    const batch = new RosterBatch();
    const outer = batch.course(course('outer', course('inner')), MARCH);
    const inner = batch.course(course('inner', course('outer')), MARCH);
    expect(outer.parent).toBe(inner);
    expect(inner.parent).toBeNull();
  });

  it('holds a membership of one pair once: the newest roles, gaps filled by older ones', () => {
    const batch = new RosterBatch();
    const say = (asOf: string, roles: string[], status: string | null) =>
      batch.membership({ person: person('p'), course: course('c'), roles, status }, asOf);
    const slot = say(MAY, ['Learner'], null);
    expect(say(MARCH, ['Mentor'], 'Active')).toBe(slot);
    expect(slot.stated).toEqual({ roles: ['Learner'], status: 'Active', asOf: MAY });
    say(MAY, [], null);
    expect(slot.stated?.roles).toEqual(['Learner']);
  });

  it('holds a person who is only asked for apart from one who is stated', () => {
    const batch = new RosterBatch();
    const { identifiers } = person('a');
    expect(batch.knownPerson(identifiers, MAY).create).toBe(false);
    expect(batch.person(person('a'), MAY).create).toBe(true);
  });
});
