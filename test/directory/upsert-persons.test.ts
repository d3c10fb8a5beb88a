import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { DirectoryKit, iri, refusal } from './directory-kit';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';

describeEachEngine('upsertPersons', (engine) => {
  let database: OpenDatabase;
  let kit: DirectoryKit;
  beforeAll(async () => (database = await engine.open()));
  beforeEach(() => (kit = new DirectoryKit(database)));

  const upsert = (...persons: Parameters<typeof kit.services.roster.upsertPersons>[1]) =>
    kit.services.roster.upsertPersons(kit.tenantId, persons);

  it('makes a person who is unknown, and answers in the order of the inputs', async () => {
    const rows = await upsert(
      { identifiers: [iri('b')], name: 'Bo' },
      { identifiers: [iri('a')], name: 'Ada', givenName: 'A', familyName: 'L', email: 'a@x' },
    );
    expect(rows.map(({ name }) => name)).toEqual(['Bo', 'Ada']);
    expect(rows[1]).toMatchObject({
      givenName: 'A',
      familyName: 'L',
      email: 'a@x',
      createdAt: kit.now,
    });
  });

  it('finds a person by any identifier that is known, and gives them the new ones', async () => {
    const [first] = await upsert({ identifiers: [iri('a')], name: 'Ada' });
    const [second] = await upsert({ identifiers: [iri('new'), iri('a')], familyName: 'L' });
    expect(second).toMatchObject({ id: first?.id, name: 'Ada', familyName: 'L' });
    expect(await kit.names(second?.id ?? '')).toEqual([iri('a').value, iri('new').value]);
  });

  it('overwrites what is given, and keeps what is left out or null', async () => {
    await upsert({ identifiers: [iri('a')], name: 'Ada', email: 'a@x' });
    const [row] = await upsert({ identifiers: [iri('a')], name: 'Ada L', email: null });
    expect(row).toMatchObject({ name: 'Ada L', email: 'a@x' });
  });

  it('updates the person of an id', async () => {
    const [{ id } = { id: '' }] = await upsert({ identifiers: [iri('a')], name: 'Ada' });
    const [row] = await upsert({ id, name: 'Ada L', identifiers: [iri('b')] });
    expect(row).toMatchObject({ id, name: 'Ada L' });
    expect(await kit.names(id)).toEqual([iri('a').value, iri('b').value]);
  });

  it('refuses an id that is unknown, or no id at all, with its place', async () => {
    for (const id of [UNKNOWN, 'x', '']) {
      const work = upsert({ identifiers: [iri('a')] }, { id, name: 'Ada' });
      expect(await refusal(work)).toEqual({ code: 'NOT_FOUND', path: '/persons/1/id' });
    }
    expect((await kit.loaders().pages.persons({}, {})).edges).toEqual([]);
  });

  it('refuses an identifier of somebody else, with its place, and writes nothing', async () => {
    await upsert({ identifiers: [iri('a')] }, { identifiers: [iri('b')] });
    const work = upsert(
      { identifiers: [iri('c')] },
      { identifiers: [iri('a'), iri('d'), iri('b')] },
    );
    expect(await refusal(work)).toEqual({ code: 'CONFLICT', path: '/persons/1/identifiers/2' });
    const page = await kit.loaders().pages.persons({}, {});
    expect(page.edges).toHaveLength(2);
  });

  it('refuses an identifier of somebody else beside an id', async () => {
    const [{ id } = { id: '' }] = await upsert(
      { identifiers: [iri('a')] },
      { identifiers: [iri('b')] },
    );
    const work = upsert({ id, identifiers: [iri('b')] });
    expect(await refusal(work)).toEqual({ code: 'CONFLICT', path: '/persons/0/identifiers/0' });
  });

  it('takes inputs that share an identifier as one person, the later facts last', async () => {
    const rows = await upsert(
      { identifiers: [iri('a')], name: 'first', email: 'a@x' },
      { identifiers: [iri('a'), iri('b')], name: 'second' },
      { identifiers: [iri('b')], givenName: 'A' },
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    expect(rows[0]).toMatchObject({ name: 'second', email: 'a@x', givenName: 'A' });
  });

  it('makes the e-mail address an identifier while it is free', async () => {
    const [one, two] = await upsert(
      { identifiers: [iri('a')], email: 'shared@x' },
      { identifiers: [iri('b')], email: 'shared@x' },
    );
    expect(await kit.names(one?.id ?? '')).toContain('shared@x');
    expect(await kit.names(two?.id ?? '')).toEqual([iri('b').value]);
    expect(two?.email).toBe('shared@x');
  });

  it('tells of the identifiers that are new, and of no others', async () => {
    const [row] = await upsert({ identifiers: [iri('a')] });
    await upsert({ identifiers: [iri('a')], name: 'Ada' });
    await upsert({ identifiers: [iri('a'), iri('b')], email: 'a@x' });
    const entityId = row?.id;
    expect(kit.told.slice(0, 1)).toEqual([{ value: iri('a').value, entityId }]);
    expect(kit.told.slice(1).map(({ value }) => value)).toEqual([iri('b').value, 'a@x']);
  });

  it('changes nothing more when it comes again', async () => {
    const input = { identifiers: [iri('a'), iri('b')], name: 'Ada', email: 'a@x' };
    const first = await upsert(input);
    expect(await upsert(input)).toEqual(first);
  });

  it('converges on one person when several name the same identifiers at once', async () => {
    const input = { identifiers: [iri('a'), iri('b')], name: 'Ada' };
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        upsert(n % 2 === 0 ? input : { ...input, identifiers: [iri('b'), iri('a')] }),
      ),
    );
    expect(new Set(results.map(([row]) => row?.id)).size).toBe(1);
    expect((await kit.loaders().pages.persons({}, {})).edges).toHaveLength(1);
  });

  it('keeps names apart that differ by case, accent or a trailing space', async () => {
    const rows = await upsert(
      ...['ana', 'Ana', 'aná', 'ana '].map((name) => ({ identifiers: [iri(name)] })),
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(4);
  });

  it('holds each tenant to its own persons', async () => {
    const [{ id } = { id: '' }] = await upsert({ identifiers: [iri('a')] });
    const other = new DirectoryKit(database);
    const [theirs] = await other.services.roster.upsertPersons(other.tenantId, [
      { identifiers: [iri('a')] },
    ]);
    expect(theirs?.id).not.toBe(id);
    expect(
      await refusal(other.services.roster.upsertPersons(other.tenantId, [{ id, name: 'x' }])),
    ).toEqual({ code: 'NOT_FOUND', path: '/persons/0/id' });
  });

  it('costs as many statements for 100 persons as for one', async () => {
    const count = async (size: number, mark: string) =>
      (
        await kit.statements(() =>
          upsert(
            ...Array.from({ length: size }, (_, n) => ({
              identifiers: [iri(`${mark}-${n}`)],
              name: `n${n}`,
            })),
          ),
        )
      ).length;
    expect(await count(100, 'hundred')).toBe(await count(1, 'one'));
  });

  it('answers nothing for nothing', async () => {
    expect(await upsert()).toEqual([]);
  });
});
