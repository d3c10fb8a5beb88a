import type { IdentifierInput } from '../../src/directory/types/identifier.input';
import type { IdentifierRef } from '../../src/kernel/roster';
import type { Database } from '../../src/storage/database';
import { IdentifierService } from '../../src/directory/identifier.service';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { DirectoryKit, iri, refusal } from './directory-kit';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';
const badge: IdentifierRef = { type: 'PARTICIPANT_ID', system: 'NURSE', value: '4711' };

describeEachEngine('linkIdentifier and unlinkIdentifier', (engine) => {
  let database: OpenDatabase;
  let kit: DirectoryKit;
  let ada: string;
  let bo: string;
  beforeAll(async () => (database = await engine.open()));
  beforeEach(async () => {
    kit = new DirectoryKit(database);
    const rows = await kit.services.roster.upsertPersons(kit.tenantId, [
      { identifiers: [iri('ada')] },
      { identifiers: [iri('bo')] },
    ]);
    [ada, bo] = rows.map(({ id }) => id) as [string, string];
    kit.told.length = 0;
  });

  const link = (id: string, input: IdentifierInput) =>
    kit.services.identifiers.link(kit.tenantId, id, input);
  const unlink = (id: string, input: IdentifierInput) =>
    kit.services.identifiers.unlink(kit.tenantId, id, input);
  const named = async (ref: IdentifierRef) =>
    (await kit.loaders().personByIdentifier.load(ref))?.id;

  it('gives a new identifier to a person, and tells of it', async () => {
    expect((await link(ada, badge)).id).toBe(ada);
    expect(await named(badge)).toBe(ada);
    expect(kit.told).toEqual([{ value: '4711', entityId: ada }]);
  });

  it('takes an identifier from whoever had it', async () => {
    await link(ada, badge);
    await link(bo, badge);
    expect(await named(badge)).toBe(bo);
    expect(await kit.names(ada)).toEqual([iri('ada').value]);
    expect(kit.told.at(-1)).toEqual({ value: '4711', entityId: bo });
  });

  it('may be repeated', async () => {
    await link(ada, badge);
    await link(ada, badge);
    expect(await kit.names(ada)).toHaveLength(2);
  });

  it('tells the same identifier in two systems apart', async () => {
    await link(ada, badge);
    await link(bo, { ...badge, system: 'OTHER' });
    expect(await named(badge)).toBe(ada);
  });

  it('takes an identifier away, tells of it, and may leave a person with none', async () => {
    await unlink(ada, iri('ada'));
    expect(await kit.names(ada)).toEqual([]);
    expect(await named(iri('ada'))).toBeUndefined();
    expect(kit.told).toEqual([{ value: iri('ada').value, entityId: null }]);
  });

  it('refuses to take an identifier from a person who does not have it', async () => {
    const expected = { code: 'NOT_FOUND', path: '/identifier' };
    expect(await refusal(unlink(ada, iri('bo')))).toEqual(expected);
    expect(await refusal(unlink(ada, badge))).toEqual(expected);
    expect(await named(iri('bo'))).toBe(bo);
    expect(kit.told).toEqual([]);
  });

  it('refuses a person who is unknown, and identifiers of courses', async () => {
    for (const id of [UNKNOWN, 'x']) {
      const expected = { code: 'NOT_FOUND', path: '/personId' };
      expect(await refusal(link(id, badge))).toEqual(expected);
      expect(await refusal(unlink(id, badge))).toEqual(expected);
    }
    const wrong = link(ada, { type: 'COURSE_NUMBER', value: 'BIO-1' });
    expect(await refusal(wrong)).toEqual({ code: 'BAD_USER_INPUT', path: '/identifier/type' });
  });

  it('keeps nothing when telling of it fails', async () => {
    const failing = new IdentifierService(
      database,
      kit.services.stores,
      () => Promise.reject(new Error('no')),
      () => Date.now(),
    );
    await expect(failing.link(kit.tenantId, ada, badge)).rejects.toThrow('no');
    await expect(failing.unlink(kit.tenantId, ada, iri('ada'))).rejects.toThrow('no');
    expect(await kit.names(ada)).toEqual([iri('ada').value]);
  });

  it('is right when the answer to the commit was lost and it is tried again', async () => {
    const forgetful: Database = {
      dialect: database.dialect,
      sql: database.sql,
      pool: database.pool,
      transaction: async (name, work) => {
        await database.transaction(name, work);
        return database.transaction(name, work);
      },
      observe: (listener) => database.observe(listener),
      close: () => database.close(),
    };
    const service = new IdentifierService(
      forgetful,
      kit.services.stores,
      async () => {},
      () => Date.now(),
    );
    expect((await service.link(kit.tenantId, ada, badge)).id).toBe(ada);
    expect((await service.unlink(kit.tenantId, ada, badge)).id).toBe(ada);
    expect(await named(badge)).toBeUndefined();
  });
});
