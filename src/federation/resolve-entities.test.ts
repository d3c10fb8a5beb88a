import { buildSchema } from 'graphql';
import type { EntityReference } from '../kernel/entity-reference';
import { EntityResolver, fieldOf } from './resolve-entities';

const schema = buildSchema(`
  type Query { pet: Pet }
  interface Pet { id: ID! }
  type Cat implements Pet { id: ID! name: String }
  type Dog implements Pet { id: ID! }
`);
const TOM = Object.freeze({ id: '1', name: 'Tom', kind: 'Cat' });
const REX = Object.freeze({ id: '2', name: 'Rex', kind: 'Dog' });

/** The context is the list of what was asked, in order. */
type Asked = string[];

const byId: Omit<EntityReference<Asked>, 'type'> = {
  key: 'id',
  find: async (value, asked) => {
    asked.push(`id ${String(value)}`);
    if (value === 'broken') throw new Error('the database is away');
    return [TOM, REX].find(({ id }) => id === value) ?? null;
  },
  typeOf: (row) => (row as typeof TOM).kind,
};
const references: EntityReference<Asked>[] = [
  { ...byId, type: 'Cat' },
  {
    type: 'Cat',
    key: 'name { first }',
    find: async (value, asked) => {
      asked.push(`name ${String(value)}`);
      return value === 'Tom' ? TOM : null;
    },
  },
  { ...byId, type: 'Pet' },
];

describe('resolving entities', () => {
  const entities = new EntityResolver(references, schema);
  const resolve = async (...representations: unknown[]) => {
    const asked: Asked = [];
    const found = entities.resolve(representations, asked);
    const before = asked.length;
    return { found: await Promise.all(found.map(async (one) => one)), asked, before };
  };

  it('asks for all before any answers, each in its slot', async () => {
    const { found, asked, before } = await resolve(
      { __typename: 'Cat', id: '1' },
      { __typename: 'Nobody', id: '1' },
      { __typename: 'Cat', name: 'Tom' },
      { __typename: 'Cat', id: 'unknown' },
    );
    const tom = { ...TOM, __typename: 'Cat' };
    expect(found).toEqual([tom, null, tom, null]);
    expect(asked).toEqual(['id 1', 'name Tom', 'id unknown']);
    expect(before).toBe(3);
  });

  it('goes by the first key that is given, and by no other when that one finds nothing', async () => {
    const { found, asked } = await resolve({ __typename: 'Cat', name: 'Tom', id: 'unknown' });
    expect(found).toEqual([null]);
    expect(asked).toEqual(['id unknown']);
  });

  it('names the type of what an interface finds, and takes nothing for what it is not', async () => {
    const { found } = await resolve(
      { __typename: 'Pet', id: '1' },
      { __typename: 'Pet', id: '2' },
      { __typename: 'Cat', id: '2' },
    );
    expect(found.map((row) => row?.__typename)).toEqual(['Cat', 'Dog', undefined]);
  });

  it('leaves the loader’s row as it is, and ignores what else a representation says', async () => {
    const { found } = await resolve({ __typename: 'Cat', id: '1', name: 'forged', owner: 'me' });
    expect(found).toEqual([{ ...TOM, __typename: 'Cat' }]);
    expect(found[0]).not.toBe(TOM);
    expect(TOM).not.toHaveProperty('__typename');
  });

  it('fails in the slot whose row could not be read, and in no other', async () => {
    const found = entities.resolve(
      [
        { __typename: 'Cat', id: 'broken' },
        { __typename: 'Cat', id: '1' },
      ],
      [],
    );
    await expect(found[0]).rejects.toThrow('the database is away');
    await expect(found[1]).resolves.toMatchObject({ name: 'Tom' });
  });

  it.each([['id'], ['id { x }'], ['id{x}'], ['id\n{ x }']])(
    'reads the field of the key %j',
    (key) => expect(fieldOf(key)).toBe('id'),
  );
});
