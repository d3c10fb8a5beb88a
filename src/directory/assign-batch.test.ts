import type { IdentifierRef } from '../kernel/roster';
import { assignBatch } from './assign-batch';
import { identifierKey } from './identifier-key';
import { RosterBatch } from './roster-batch';

const NOW = '2026-01-01 00:00:00.000';
const id = (value: string): IdentifierRef => ({ type: 'IRI', system: '', value });
const owners = (known: Record<string, string>) =>
  new Map(
    Object.entries(known).map(([value, owner]) => [identifierKey('PERSON', id(value)), owner]),
  );

function assigned(refs: readonly (readonly string[])[], known: Record<string, string> = {}) {
  const batch = new RosterBatch();
  const slots = refs.map((values) => batch.person({ identifiers: values.map(id) }, NOW));
  const named = assignBatch(batch.entities, owners(known));
  return { ids: slots.map(({ entityId }) => entityId), named };
}

describe('assigning a batch', () => {
  it('lets the first identifier that is known decide', () => {
    const { ids } = assigned([['new', 'b', 'a']], { a: 'A', b: 'B' });
    expect(ids).toEqual(['B']);
  });

  it('gives new identifiers to the entity, and leaves those of others', () => {
    const { named } = assigned([['a', 'new', 'b']], { a: 'A', b: 'B' });
    expect(named.map(({ ref, entityId }) => [ref.value, entityId])).toEqual([['new', 'A']]);
  });

  it('lets what another reference brought decide where the directory knows nothing', () => {
    const { ids } = assigned([['x'], ['a', 'x']], { a: 'A' });
    expect(ids).toEqual(['A', 'A']);
  });

  it('decides each reference by itself where the directory knows both', () => {
    const { ids } = assigned([['a', 'b'], ['b']], { a: 'A', b: 'B' });
    expect(ids).toEqual(['A', 'B']);
  });

  it('makes one new entity of a chain of references', () => {
    const { ids, named } = assigned([['x'], ['x', 'y'], ['y', 'z'], ['z']]);
    expect(new Set(ids).size).toBe(1);
    expect(named.map(({ ref }) => ref.value)).toEqual(['x', 'y', 'z']);
  });

  it('says by which identifier each was found', () => {
    const batch = new RosterBatch();
    const known = batch.person({ identifiers: [id('new'), id('a')] }, NOW);
    const made = batch.person({ identifiers: [id('x'), id('y')] }, NOW);
    const nobody = batch.knownPerson([id('nobody')], NOW);
    assignBatch(batch.entities, owners({ a: 'A' }));
    expect(known.decidedBy).toBe(identifierKey('PERSON', id('a')));
    expect(made.decidedBy).toBe(identifierKey('PERSON', id('x')));
    expect([nobody.decidedBy, nobody.entityId]).toEqual([null, null]);
  });

  it('never joins two persons over a mailbox that they share', () => {
    const mailbox: IdentifierRef = { type: 'EMAIL', system: '', value: 'family@example.org' };
    const batch = new RosterBatch();
    const one = batch.person({ identifiers: [id('one'), mailbox] }, NOW);
    const other = batch.person({ identifiers: [id('other'), mailbox] }, NOW);
    const asked = batch.knownPerson([mailbox], NOW);
    assignBatch(batch.entities, new Map());
    expect(other.entityId).not.toBe(one.entityId);
    expect(asked.entityId).toBe(one.entityId);
  });

  it('finds a person who is named by nothing but a mailbox', () => {
    const mailbox: IdentifierRef = { type: 'EMAIL', system: '', value: 'ada@example.org' };
    const batch = new RosterBatch();
    const slot = batch.person({ identifiers: [mailbox] }, NOW);
    assignBatch(batch.entities, new Map([[identifierKey('PERSON', mailbox), 'A']]));
    expect(slot.entityId).toBe('A');
  });
});
