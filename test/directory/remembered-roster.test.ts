import { RosterBatch } from '../../src/directory/roster-batch';
import type { IdentifierRef, MembershipRef, PersonRef } from '../../src/kernel/roster';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { DirectoryKit } from './directory-kit';

const MARCH = '2026-03-15 10:00:00.000';
const MARCH_LATER = '2026-03-15 11:00:00.000';
const MARCH_LATEST = '2026-03-15 12:00:00.000';
const APRIL = '2026-04-15 10:00:00.000';
const MAY = '2026-05-15 10:00:00.000';

const id = (value: string): IdentifierRef => ({ type: 'IRI', system: '', value });
const person = (value: string, more: Partial<PersonRef> = {}): PersonRef => ({
  identifiers: [id(value)],
  ...more,
});
const member = (more: Partial<MembershipRef> = {}): MembershipRef => ({
  person: person('p'),
  course: { identifiers: [id('c')] },
  roles: [],
  status: null,
  ...more,
});

/** Somewhat more, for a machine that is busy. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_500));

describeEachEngine('a gateway that remembers the directory, beside another', (engine) => {
  let database: OpenDatabase;
  let kit: DirectoryKit;
  let other: DirectoryKit;
  beforeAll(async () => (database = await engine.open()));
  beforeEach(async () => {
    kit = new DirectoryKit(database);
    other = new DirectoryKit(database, kit.tenantId);
    await hear(kit, person('first'), MARCH);
  });

  const hear = async (by: DirectoryKit, ref: PersonRef, asOf: string): Promise<string> => {
    const batch = new RosterBatch();
    const slot = batch.person(ref, asOf);
    await by.resolve(batch);
    return slot.entityId ?? '';
  };
  const hearMembership = async (by: DirectoryKit, ref: MembershipRef, asOf: string) => {
    const batch = new RosterBatch();
    const slot = batch.membership(ref, asOf);
    await by.resolve(batch);
    return slot;
  };
  const nameOf = async (personId: string) => (await kit.loaders().personById.load(personId))?.name;
  const statements = (work: () => Promise<unknown>) => kit.statements(work);
  /** Hears what a gateway must have heard twice to remember it: once to write it, once to find it written. */
  const remember = async (by: DirectoryKit, ref: PersonRef, asOf = MARCH) => {
    await hear(by, ref, asOf);
    await hear(by, ref, asOf);
    return hear(by, ref, asOf);
  };

  it('asks for nobody whom it knows, but whether that still holds', async () => {
    const ref = member({ person: { identifiers: [id('p'), id('alias')], name: 'Ada' } });
    const first = await hearMembership(kit, ref, MARCH);
    for (let time = 0; time < 3; time += 1) await hearMembership(kit, ref, MARCH);
    let again = first;
    const names = await statements(async () => (again = await hearMembership(kit, ref, MARCH)));
    expect(names).toEqual(['directory.versions']);
    expect(again.person).toMatchObject({
      entityId: first.person.entityId,
      decidedBy: first.person.decidedBy,
    });
    expect(again.membershipId).toBe(first.membershipId);
  });

  it('remembers a participant who was only asked for, and not that there is none', async () => {
    const ask = async () => {
      const batch = new RosterBatch();
      const slot = batch.knownPerson([id('badge')], MARCH);
      await kit.resolve(batch);
      return slot.entityId;
    };
    expect(await ask()).toBeNull();
    const made = await hear(other, person('badge'), MARCH);
    expect(await ask()).toBe(made);
    expect(await statements(ask)).toEqual(['directory.versions']);
  });

  it('finds a participant by a better name than the one it remembers, as soon as somebody has it', async () => {
    const ask = async () => {
      const batch = new RosterBatch();
      const slot = batch.knownPerson([id('better'), id('worse')], MARCH);
      await kit.resolve(batch);
      return slot.entityId;
    };
    const worse = await hear(kit, person('worse'), MARCH);
    expect([await ask(), await ask()]).toEqual([worse, worse]);
    const better = await hear(other, person('better'), MARCH);
    expect(await ask()).toBe(better);
  });

  it('follows a name that the other gateway gave to somebody else', async () => {
    await remember(kit, person('p'));
    const to = await hear(other, person('q'), MARCH);
    await other.services.identifiers.link(kit.tenantId, to, id('p'));
    expect(await hear(kit, person('p'), MARCH_LATEST)).toBe(to);
  });

  it('makes somebody new of a name that the other gateway took away', async () => {
    const from = await remember(kit, person('p'));
    await other.services.identifiers.unlink(kit.tenantId, from, id('p'));
    expect(await hear(kit, person('p'), MARCH_LATEST)).not.toBe(from);
  });

  it('hears a name again that the other gateway has overwritten a second ago', async () => {
    const ada = await remember(kit, person('p', { name: 'Ada' }));
    await hear(other, person('p', { name: 'Bo' }), MARCH_LATER);
    await aSecond();
    expect(await nameOf(ada)).toBe('Bo');
    await hear(kit, person('p', { name: 'Ada' }), MARCH_LATEST);
    expect(await nameOf(ada)).toBe('Ada');
  });

  it('hears a name again that it has overwritten itself', async () => {
    const ada = await remember(kit, person('p', { name: 'Ada' }));
    await hear(kit, person('p', { name: 'Bo' }), MARCH_LATER);
    await hear(kit, person('p', { name: 'Ada' }), MARCH_LATEST);
    expect(await nameOf(ada)).toBe('Ada');
  });

  it('tells the other of what it has heard before it is closed', async () => {
    const ada = await remember(other, person('p', { name: 'Ada' }));
    await hear(kit, person('p', { name: 'Bo' }), MARCH_LATER);
    await kit.close();
    await hear(other, person('p', { name: 'Ada' }), MARCH_LATEST);
    expect(await nameOf(ada)).toBe('Ada');
  });

  it('asks once more for those whom it knew wrongly, and for them alone', async () => {
    await remember(kit, person('p'));
    const to = await hear(other, person('q'), MARCH);
    await other.services.identifiers.link(kit.tenantId, to, id('p'));
    const batch = new RosterBatch();
    const [known, fresh] = [person('p'), person('q')].map((ref) => batch.person(ref, MARCH));
    const names = await statements(() => kit.resolve(batch));
    expect(names).toEqual(['directory.identifiers', 'directory.identifiers']);
    expect([known?.entityId, fresh?.entityId]).toEqual([to, to]);
  });

  it('hears a name again that a roster has overwritten since', async () => {
    kit.now = other.now = MARCH_LATER;
    const ada = await remember(kit, person('p', { name: 'Ada' }));
    await other.services.roster.upsertPersons(kit.tenantId, [
      { identifiers: [id('p')], name: 'Bo' },
    ]);
    expect(await nameOf(ada)).toBe('Bo');
    await hear(kit, person('p', { name: 'Ada' }), MARCH_LATEST);
    expect(await nameOf(ada)).toBe('Ada');
  });

  it.each([
    ['an event', (ref: MembershipRef) => hearMembership(other, ref, MARCH_LATER)],
    [
      'a roster',
      ({ roles }: MembershipRef) =>
        other.services.roster.upsertMemberships(kit.tenantId, [
          { person: id('p'), course: id('c'), roles: [...roles] },
        ]),
    ],
  ])('knows the roles that %s gave by the other gateway', async (_whose, change) => {
    for (let time = 0; time < 3; time += 1)
      await hearMembership(kit, member({ roles: ['Learner'] }), MARCH);
    await change(member({ roles: ['Instructor'] }));
    await other.close();
    const { knownRoles } = await hearMembership(kit, member(), MARCH_LATEST);
    expect(knownRoles).toBe('["Instructor"]');
  });

  it('knows the roles that the other gateway heard first, a second later', async () => {
    for (let time = 0; time < 3; time += 1) await hearMembership(kit, member(), MARCH);
    await hearMembership(other, member({ roles: ['Instructor'] }), MARCH);
    await aSecond();
    expect((await hearMembership(kit, member(), MARCH)).knownRoles).toBe('["Instructor"]');
  });

  it('tells the other also of what it took for a gap, and was none', async () => {
    const roles = (...terms: string[]) => member({ roles: terms });
    for (let time = 0; time < 3; time += 1) await hearMembership(kit, member(), MARCH);
    for (let time = 0; time < 3; time += 1) await hearMembership(other, roles('Learner'), MARCH);
    await hearMembership(kit, roles('Instructor'), MARCH_LATER);
    await aSecond();
    expect((await hearMembership(other, member(), MARCH_LATER)).knownRoles).toBe('["Instructor"]');
  });

  it('knows the same of a person by each of their names', async () => {
    const named = (name?: string) => ({ a: person('a', { name }), b: person('b', { name }) });
    const both = { identifiers: [id('a'), id('b')] };
    const ada = await hear(kit, both, MARCH);
    for (let time = 0; time < 3; time += 1)
      for (const ref of Object.values(named())) await hear(kit, ref, MARCH);
    await hear(kit, named('Ada').a, MARCH);
    await hear(kit, named('Ada').a, MARCH);
    await hear(kit, named('Bo').b, MARCH_LATER);
    expect(await nameOf(ada)).toBe('Bo');
    await hear(kit, named('Ada').a, MARCH_LATEST);
    expect(await nameOf(ada)).toBe('Ada');
  });

  it('reads what is to be confirmed, in case it is over', async () => {
    const ada = await remember(kit, person('p', { name: 'Ada' }));
    await hear(other, person('p', { name: 'Bo' }), MAY);
    await hear(kit, person('p', { name: 'Ada' }), APRIL);
    expect(await nameOf(ada)).toBe('Bo');
    const names = await statements(() => hear(kit, person('p', { name: 'Bo' }), MAY));
    expect(names).toEqual(['directory.versions']);
  });

  it('reads a membership that is to be confirmed, in case it is over', async () => {
    const roles = (...terms: string[]) => member({ roles: terms });
    for (let time = 0; time < 3; time += 1) await hearMembership(kit, roles('Learner'), MARCH);
    await hearMembership(other, roles('Instructor'), MAY);
    const { knownRoles } = await hearMembership(kit, roles('Learner'), APRIL);
    expect(knownRoles).toBe('["Instructor"]');
  });

  it('remembers a tenant whose directory began with a roster', async () => {
    const fresh = new DirectoryKit(database);
    const { tenantId, services } = fresh;
    await services.roster.upsertPersons(tenantId, [{ identifiers: [id('p')], name: 'Ada' }]);
    await services.roster.upsertPersons(tenantId, [{ identifiers: [id('p')], name: 'Bo' }]);
    for (let time = 0; time < 3; time += 1) await hear(fresh, person('p'), MARCH);
    expect(await fresh.statements(() => hear(fresh, person('p'), MARCH))).toEqual([
      'directory.versions',
    ]);
  });

  it('asks nothing for a batch that names nobody', async () => {
    expect(await statements(() => kit.resolve(new RosterBatch()))).toEqual([]);
  });

  it('writes what fills a gap once', async () => {
    await remember(kit, person('p'));
    await hear(kit, person('p', { name: 'Ada' }), MARCH);
    await hear(kit, person('p', { name: 'Ada' }), MARCH);
    const names = await statements(() => hear(kit, person('p', { name: 'Ada' }), MARCH));
    expect(names).toEqual(['directory.versions']);
  });

  it('remembers nothing of what was undone', async () => {
    const undone = new RosterBatch();
    const slot = undone.person(person('p', { name: 'Ada' }), MARCH);
    await expect(kit.resolve(undone, kit.now, new Error('undone'))).rejects.toThrow('undone');
    const made = await hear(kit, person('p', { name: 'Ada' }), MARCH);
    expect(made).not.toBe(slot.entityId);
    expect(await nameOf(made)).toBe('Ada');
  });

  // SQLite has one writer: there nobody can link while a batch is written.
  if (engine.name !== 'sqlite') {
    it('is waited for by who moves a name, also one that it looked up in its memory alone', async () => {
      await remember(kit, person('p'));
      const to = await hear(other, person('q'), MARCH);
      let linked = false;
      let link: Promise<unknown> = Promise.resolve();
      const batch = new RosterBatch();
      batch.person(person('p'), MARCH);
      await kit.resolve(batch, kit.now, undefined, async () => {
        link = other.services.identifiers
          .link(kit.tenantId, to, id('p'))
          .then(() => (linked = true));
        await new Promise((resolve) => setTimeout(resolve, 150));
        expect(linked).toBe(false);
      });
      await link;
    });

    it('looks up everybody while somebody moves a name, and waits for no other name', async () => {
      await remember(kit, person('p'));
      await remember(kit, person('x'));
      const to = await hear(other, person('q'), MARCH);
      const slow = new DirectoryKit(database, kit.tenantId, async () => {
        const names = await kit.statements(() => hear(kit, person('x'), MARCH));
        expect(names).toEqual(['directory.versions', 'directory.identifiers']);
      });
      await slow.services.identifiers.link(kit.tenantId, to, id('p'));
      expect(slow.told).toHaveLength(1);
    });
  }
});
