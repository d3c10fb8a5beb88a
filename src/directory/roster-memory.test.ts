import type { KnownIdentifier, KnownMembership } from './known-roster';
import { type Lesson, RosterMemory } from './roster-memory';

const AT = { links: 'l1', facts: 'f1' };
const row = (entityId: string, name = 'Ada'): KnownIdentifier => ({
  key: 'k',
  entityId,
  namesDigest: null,
  asOf: null,
  name,
});
const membership: KnownMembership = { id: 'm', roles: '[]', status: null, asOf: '2026' };
const lesson = (entities: Record<string, KnownIdentifier | null>): Lesson => ({
  names: new Map(
    Object.entries(entities).flatMap(([names, known]) => (known ? [[names, known]] : [])),
  ),
  facts: new Map(
    Object.entries(entities).map(([names, known]) => [known?.entityId ?? names, known]),
  ),
  memberships: new Map([['p c', membership]]),
});

describe('what a gateway remembers of a directory', () => {
  it('is what was kept, of persons, courses and memberships', () => {
    const memory = new RosterMemory();
    memory.keep('t', memory.at('t', AT), lesson({ names: row('p') }));
    expect(memory.at('t', AT).entity('names')).toEqual(row('p'));
    expect(memory.at('t', AT).membership('p', 'c')).toBe(membership);
    expect(memory.at('t', AT).membership('c', 'p')).toBeUndefined();
  });

  it('is of one tenant', () => {
    const memory = new RosterMemory();
    memory.keep('t', memory.at('t', AT), lesson({ names: row('p') }));
    expect(memory.at('other', AT).entity('names')).toBeUndefined();
  });

  it('is forgotten where it is known to be wrong', () => {
    const memory = new RosterMemory();
    memory.keep('t', memory.at('t', AT), lesson({ names: row('p'), more: row('q') }));
    memory.keep('t', memory.at('t', AT), lesson({ p: null }));
    expect(memory.at('t', AT).entity('names')).toBeUndefined();
    expect(memory.at('t', AT).entity('more')).toEqual(row('q'));
  });

  it('is the same of one person by all their names', () => {
    const memory = new RosterMemory();
    const other = { ...row('p'), key: 'other', namesDigest: 'd' };
    memory.keep('t', memory.at('t', AT), lesson({ names: row('p'), alias: other }));
    memory.keep('t', memory.at('t', AT), lesson({ names: row('p', 'Bo') }));
    expect(memory.at('t', AT).entity('alias')).toEqual({ ...other, name: 'Bo' });
    memory.keep('t', memory.at('t', AT), lesson({ p: null }));
    expect(memory.at('t', AT).entity('alias')).toBeUndefined();
  });

  it.each([
    ['whom names name', { ...AT, links: 'l2' }],
    ['what is said of them', { ...AT, facts: 'f2' }],
  ])(
    'is forgotten at another version of %s, also when the former one comes again',
    (_what, other) => {
      const memory = new RosterMemory();
      memory.keep('t', memory.at('t', AT), lesson({ names: row('p') }));
      expect(memory.at('t', other).entity('names')).toBeUndefined();
      expect(memory.at('t', AT).entity('names')).toBeUndefined();
    },
  );

  it('is not taught by who read at a version that is over', () => {
    const memory = new RosterMemory();
    const late = memory.at('t', AT);
    const current = { ...AT, facts: 'f2' };
    memory.at('t', current);
    memory.keep('t', late, lesson({ names: row('p') }));
    expect(memory.at('t', current).entity('names')).toBeUndefined();
  });

  it('lasts ten minutes', () => {
    let now = 0;
    const memory = new RosterMemory(() => now);
    memory.keep('t', memory.at('t', AT), lesson({ names: row('p') }));
    now = 599_999;
    expect(memory.at('t', AT).entity('names')).toBeDefined();
    now = 600_000;
    expect(memory.at('t', AT).entity('names')).toBeUndefined();
  });

  it('is bounded, whatever the length of names and however many tenants there are', () => {
    const held = (memory: RosterMemory, tenants: number) =>
      Array.from({ length: tenants }, (_, n) => memory.at(`t${n}`, AT).entity('names')).filter(
        Boolean,
      ).length;
    const long = new RosterMemory(undefined, 10_000);
    for (let n = 0; n < 30; n += 1) {
      long.keep('t', long.at('t', AT), lesson({ [`n${n}`]: row(`p${n}`, 'x'.repeat(1_024)) }));
    }
    const kept = Array.from({ length: 30 }, (_, n) => long.at('t', AT).entity(`n${n}`));
    expect(kept.filter(Boolean).length).toBeLessThan(10);
    const many = new RosterMemory(undefined, 10_000);
    for (let n = 0; n < 100; n += 1)
      many.keep(`t${n}`, many.at(`t${n}`, AT), lesson({ names: row('p') }));
    expect(held(many, 100)).toBeLessThan(20);
  });

  it('counts what is kept again once', () => {
    const memory = new RosterMemory(undefined, 10_000);
    memory.keep('t', memory.at('t', AT), lesson({ first: row('p') }));
    for (let n = 0; n < 1_000; n += 1)
      memory.keep('t', memory.at('t', AT), lesson(n % 2 === 0 ? { again: row('q') } : { q: null }));
    expect(memory.at('t', AT).entity('first')).toBeDefined();
  });
});
