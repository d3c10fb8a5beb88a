import { type ReadTable, rowSelection, type ToOne } from './row-selection';

interface Pet {
  id: string;
  name: string | null;
  bornAt: string;
  ownerId: string | null;
  tricks: unknown;
}

const PET: ReadTable<Pet> = {
  table: 'pet',
  columns: { id: 'id', name: 'name', bornAt: 'born_at', ownerId: 'owner_id', tricks: 'tricks' },
  instants: ['bornAt'],
  always: ['id'],
  needs: { age: ['bornAt'], owner: ['ownerId'], __typename: [] },
  make: (row) => {
    row.tricks = typeof row.tricks === 'string' ? row.tricks.split(' ') : [];
    return row;
  },
};
const OWNER: ToOne = {
  name: 'owner',
  of: {
    table: 'person',
    columns: { id: 'id', name: 'name', since: 'since' },
    instants: ['since'],
    always: ['id'],
    needs: {},
    make: (row: object) => ({ ...row, made: true }),
  },
  on: { id: 'owner_id' },
};

describe('a selection of rows', () => {
  it.each<[string, string[] | null, string]>([
    ['what always is read, for no field', ['__typename'], 'w.id AS id'],
    ['the columns of the fields', ['name', 'id'], 'w.id AS id, w.name AS name'],
    [
      'what a field needs, instants as text',
      ['age', 'owner'],
      'w.id AS id, CAST(w.born_at AS CHAR(23)) AS bornAt, w.owner_id AS ownerId',
    ],
  ])('reads %s', (_, fields, columns) => {
    expect(rowSelection(PET, fields).columns).toBe(columns);
  });

  it('reads every column for null, and for a field that the table does not know', () => {
    const all = rowSelection(PET, null).columns;
    expect(all.split(', ')).toHaveLength(5);
    expect(rowSelection(PET, ['surprise']).columns).toBe(all);
  });

  it('joins a row of another table within the tenant, and needs no id to find it by', () => {
    const { columns, joins } = rowSelection(
      PET,
      ['owner'],
      [{ relation: OWNER, fields: ['since'] }],
    );
    expect(columns).toBe(
      'w.id AS id, owner.id AS owner_id, CAST(owner.since AS CHAR(23)) AS owner_since',
    );
    expect(joins).toBe(
      ' LEFT JOIN person owner ON owner.tenant_id = w.tenant_id AND owner.id = w.owner_id',
    );
  });

  it('makes objects of the rows: of joined columns too, and null where nothing was joined', () => {
    const { rowsOf } = rowSelection(
      PET,
      ['tricks', 'owner'],
      [{ relation: OWNER, fields: ['name'] }],
    );
    const rows = rowsOf([
      { id: '1', tricks: 'sit roll', owner_id: 'a', owner_name: null },
      { id: '2', tricks: null, owner_id: null, owner_name: null },
    ]);
    expect(rows).toMatchObject([
      { id: '1', tricks: ['sit', 'roll'], owner: { id: 'a', name: null, made: true } },
      { id: '2', tricks: [], owner: null },
    ]);
  });
});
