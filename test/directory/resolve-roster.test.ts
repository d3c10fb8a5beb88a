import { RosterBatch } from '../../src/directory/roster-batch';
import type { CourseRef, IdentifierRef, MembershipRef, PersonRef } from '../../src/kernel/roster';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { DirectoryKit } from './directory-kit';

const JANUARY = '2026-01-15 10:00:00.000';
const MARCH = '2026-03-15 10:00:00.000';
const MAY = '2026-05-15 10:00:00.000';

const id = (value: string): IdentifierRef => ({ type: 'IRI', system: '', value });
const batchUid = (value: string): IdentifierRef => ({
  type: 'BB_USER_EXTERNAL_ID',
  system: 'site',
  value,
});
const person = (...values: string[]): PersonRef => ({ identifiers: values.map(id) });
const course = (value: string, more: Partial<CourseRef> = {}): CourseRef => ({
  identifiers: [id(value)],
  ...more,
});

describeEachEngine('the roster of a batch', (engine) => {
  let database: OpenDatabase;
  let kit: DirectoryKit;
  beforeAll(async () => (database = await engine.open()));
  beforeEach(() => (kit = new DirectoryKit(database)));

  /** Resolves one message's person, and returns their row. */
  const heard = async (ref: PersonRef, asOf: string) => {
    const batch = new RosterBatch();
    const slot = batch.person(ref, asOf);
    await kit.resolve(batch);
    return kit.loaders().personById.load(slot.entityId ?? '');
  };
  const heardMembership = async (more: Partial<MembershipRef>, asOf: string) => {
    const batch = new RosterBatch();
    const slot = batch.membership(
      { person: person('p'), course: course('c'), roles: [], status: null, ...more },
      asOf,
    );
    await kit.resolve(batch);
    return kit.loaders().membershipById.load(slot.membershipId ?? '');
  };

  it('looks only for the first name of who comes with the same names again', async () => {
    await heard(person('p', 'alias', 'other'), MARCH);
    const looked: number[] = [];
    const stop = database.observe(({ name, text }) => {
      if (name === 'directory.identifiers')
        looked.push((/identifier_key IN \((.*?)\)/.exec(text)?.[1] ?? '').split(',').length);
    });
    await heard(person('p', 'alias', 'other'), MAY);
    stop();
    expect(looked).toEqual([1]);
  });

  it('learns a name that comes later, and then looks for the first alone again', async () => {
    const first = await heard(person('p', 'alias'), MARCH);
    await heard(person('p', 'alias', 'later'), MAY);
    expect((await heard(person('later'), MAY))?.id).toBe(first?.id);
    const names = await kit.statements(() => heard(person('p', 'alias', 'later'), MAY));
    expect(names.filter((name) => name === 'directory.identifiers')).toHaveLength(1);
  });

  it('leaves a name that was taken away where it is, while the same names come', async () => {
    const row = await heard(person('p', 'alias'), MARCH);
    await kit.services.identifiers.unlink(kit.tenantId, row?.id ?? '', id('alias'));
    await heard(person('p', 'alias'), MAY);
    expect(await kit.names(row?.id ?? '')).toEqual(['p']);
  });

  it('costs two statements when everything is known and nothing is new, and one when that is remembered', async () => {
    const batchOf = () => {
      const batch = new RosterBatch();
      for (let n = 0; n < 100; n += 1) {
        const ref = { ...person(`p${n}`), name: `n${n}` };
        batch.membership(
          { person: ref, course: course('c'), roles: ['Learner'], status: 'Active' },
          MARCH,
        );
      }
      return batch;
    };
    await kit.resolve(batchOf());
    expect(await kit.statements(() => kit.resolve(batchOf()))).toEqual([
      'directory.identifiers',
      'directory.known-memberships',
    ]);
    expect(await kit.statements(() => kit.resolve(batchOf()))).toEqual(['directory.versions']);
  });

  it('costs as many statements for 100 new persons as for one', async () => {
    await heard(person('somebody'), MARCH);
    const count = async (size: number) => {
      const batch = new RosterBatch();
      for (let n = 0; n < size; n += 1) batch.person(person(`of ${size}, ${n}`), MARCH);
      return kit.statements(() => kit.resolve(batch));
    };
    expect(await count(100)).toEqual(await count(1));
  });

  it('returns the person identifiers that are new, and no others', async () => {
    await heard(person('a'), MARCH);
    const batch = new RosterBatch();
    const slot = batch.person(person('a', 'b'), MARCH);
    batch.course(course('c'), MARCH);
    const moved = await kit.resolve(batch);
    expect(moved.map(({ ref, entityId }) => [ref.value, entityId])).toEqual([['b', slot.entityId]]);
  });

  it('never blanks what an earlier event knew', async () => {
    await heard({ ...person('a'), name: 'Ada', email: 'a@x' }, MARCH);
    expect(await heard({ ...person('a'), name: null }, MAY)).toMatchObject({
      name: 'Ada',
      email: 'a@x',
    });
  });

  it('lets a newer event overwrite, and an older one fill gaps only', async () => {
    await heard({ ...person('a'), name: 'March' }, MARCH);
    expect(await heard({ ...person('a'), name: 'May' }, MAY)).toMatchObject({ name: 'May' });
    const row = await heard({ ...person('a'), name: 'January', givenName: 'A' }, JANUARY);
    expect(row).toMatchObject({ name: 'May', givenName: 'A' });
  });

  it('takes the newest of a batch, whatever its order', async () => {
    const batch = new RosterBatch();
    const slot = batch.person({ ...person('a'), name: 'May' }, MAY);
    batch.person({ ...person('a'), name: 'January', familyName: 'L' }, JANUARY);
    await kit.resolve(batch);
    const row = await kit.loaders().personById.load(slot.entityId ?? '');
    expect(row).toMatchObject({ name: 'May', familyName: 'L' });
  });

  it('joins the facts of references that turn out to be one person', async () => {
    await heard({ identifiers: [id('a'), batchUid('1')] }, JANUARY);
    const batch = new RosterBatch();
    const slots = [
      batch.person({ identifiers: [id('a')], name: 'Ada', email: 'a@x' }, MAY),
      batch.person({ identifiers: [batchUid('1')], name: 'old', givenName: 'A' }, MARCH),
    ];
    await kit.resolve(batch);
    expect(slots[0]?.entityId).toBe(slots[1]?.entityId);
    const row = await kit.loaders().personById.load(slots[0]?.entityId ?? '');
    expect(row).toMatchObject({ name: 'Ada', email: 'a@x', givenName: 'A' });
  });

  it('makes one person of new references that share an identifier', async () => {
    const batch = new RosterBatch();
    const slots = [
      batch.person({ identifiers: [id('a')] }, MARCH),
      batch.person({ identifiers: [id('a'), batchUid('1')], name: 'Ada' }, MARCH),
      batch.person({ identifiers: [batchUid('1')] }, MARCH),
    ];
    await kit.resolve(batch);
    expect(new Set(slots.map(({ entityId }) => entityId)).size).toBe(1);
    expect(await kit.names(slots[0]?.entityId ?? '')).toEqual(['1', 'a']);
  });

  it('finds a participant whom the same batch makes, and makes none of its own', async () => {
    const batch = new RosterBatch();
    const email: IdentifierRef = { type: 'EMAIL', system: '', value: 'a@x' };
    const participant = batch.knownPerson([email], MARCH);
    const nobody = batch.knownPerson([{ ...email, value: 'b@x' }], MARCH);
    const made = batch.person({ identifiers: [id('a'), email] }, MARCH);
    await kit.resolve(batch);
    expect(participant.entityId).toBe(made.entityId);
    expect(nobody.entityId).toBeNull();
  });

  it('follows an identifier that was linked to somebody else, whatever else the batch says', async () => {
    await heard({ identifiers: [id('a'), batchUid('1')] }, MARCH);
    const bo = await heard(person('bo'), MARCH);
    await kit.services.identifiers.link(kit.tenantId, bo?.id ?? '', batchUid('1'));
    const batch = new RosterBatch();
    batch.person({ identifiers: [id('a'), batchUid('1')] }, MAY);
    const alone = batch.person({ identifiers: [batchUid('1')] }, MAY);
    await kit.resolve(batch);
    expect(alone.entityId).toBe(bo?.id);
  });

  it('converges on one person each when batches race', async () => {
    const run = async (turn: number) => {
      const batch = new RosterBatch();
      const slots = Array.from({ length: 20 }, (_, n) =>
        batch.person(
          turn % 2 === 0
            ? { identifiers: [id(`p${n}`), batchUid(`${n}`)] }
            : { identifiers: [batchUid(`${n}`), id(`p${n}`)] },
          MARCH,
        ),
      );
      await kit.resolve(batch);
      return slots.map(({ entityId }) => entityId);
    };
    const results = await Promise.all(Array.from({ length: 6 }, (_, turn) => run(turn)));
    const again = await run(0);
    for (const result of results) expect(result).toEqual(again);
    const page = await kit.loaders().pages.persons({}, { first: 100 });
    expect(page.edges.map(({ node }) => node.id).sort()).toEqual([...again].sort());
  });

  it('keeps what a roster said over older events', async () => {
    kit.now = MAY;
    const [row] = await kit.services.roster.upsertPersons(kit.tenantId, [
      { identifiers: [{ ...id('a') }], name: 'of the roster' },
    ]);
    expect(await heard({ ...person('a'), name: 'of an event' }, MARCH)).toMatchObject({
      id: row?.id,
      name: 'of the roster',
    });
  });

  it('joins a course to its parent', async () => {
    const batch = new RosterBatch();
    const slot = batch.course(course('section', { parent: course('offering') }), MARCH);
    await kit.resolve(batch);
    const loaders = kit.loaders();
    const row = await loaders.courseById.load(slot.entityId ?? '');
    const parent = await loaders.courseByIdentifier.load(id('offering'));
    expect(row?.parentId).toBe(parent?.id);
  });

  it('takes the newest roles and status of a membership, and fills gaps from older events', async () => {
    await heardMembership({}, MARCH);
    expect(await heardMembership({ roles: ['Learner'], status: 'Active' }, JANUARY)).toMatchObject({
      roles: ['Learner'],
      status: 'Active',
    });
    expect(await heardMembership({ roles: ['Mentor'] }, JANUARY)).toMatchObject({
      roles: ['Learner'],
    });
    expect(await heardMembership({ roles: ['Instructor'] }, MAY)).toMatchObject({
      roles: ['Instructor'],
      status: 'Active',
    });
  });

  it('tells an event the roles that were known before it', async () => {
    await heardMembership({ roles: ['Learner'] }, MARCH);
    const batch = new RosterBatch();
    const slot = batch.pair(batch.person(person('p'), MAY), batch.course(course('c'), MAY));
    await kit.resolve(batch);
    expect(slot.knownRoles).toBe('["Learner"]');
  });

  it('makes no membership of a pair that was only asked for', async () => {
    const batch = new RosterBatch();
    const slot = batch.pair(batch.person(person('p'), MAY), batch.course(course('c'), MAY));
    await kit.resolve(batch);
    expect(slot.membershipId).toBeNull();
    expect((await kit.loaders().pages.memberships({}, {})).edges).toEqual([]);
  });
});
