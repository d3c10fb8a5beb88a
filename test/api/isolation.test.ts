import { describeEachEngine, type Engine } from '../kit/engines';
import type { Data, GqlClient } from '../kit/gql';
import { newTenant } from '../kit/new-tenant';
import { nodes as nodesOf } from '../kit/operations';
import { Readers } from '../kit/readers';
import { type Pool, SchemaWalk } from '../kit/schema-walk';
import { textsIn } from '../kit/stored-texts';
import { packTexts } from '../../src/events/text-pack';
import { localPrincipal } from '../../src/kernel/principal';
import type { OpenDatabase } from '../../src/storage/open-database';

// A walk is hundreds of operations, one after the other; a machine may be busy.
jest.setTimeout(180_000);

/** What an instructor, a learner and others may meet: the words of what each thing says. */
const IN_BIOLOGY = ['ada-in-bio', 'ben-in-bio', 'cyd-in-bio', 'ivy-in-bio'];
const IN_ART = ['ben-in-art', 'cyd-in-art'];
const COURSES = ['art-name', 'bio-name'];
const PERSONS = ['ada', 'ben', 'cyd', 'ivy'].flatMap((name) => [`${name}-mail`, `${name}-name`]);
const DATA = ['one-data', 'two-data'];
const QUARANTINES = ['art-quarantine', 'bio-quarantine'];

describeEachEngine('what a reader finds by every way that the schema has', (engine: Engine) => {
  let readers: Readers;
  let pool: Pool;
  let walk: SchemaWalk;
  beforeAll(async () => {
    readers = await Readers.start(engine, { maxCost: 1_000_000 });
    pool = await poolOf(readers);
    walk = await SchemaWalk.of(await readers.admin(), pool);
  }, 120_000);
  afterAll(() => readers?.stop());

  const found = async (client: GqlClient | Promise<GqlClient>): Promise<string[]> =>
    readers.wordsIn(await walk.walk(await client));

  it('is walked by every root field and every key', () => {
    const queries = walk.queries().join('\n');
    expect(walk.roots).toEqual(expect.arrayContaining(['_entities', 'activity', 'quarantine']));
    for (const root of walk.roots) expect(queries).toContain(`${root}(`);
    for (const type of ['Person', 'Course', 'Membership', 'HubEvent', 'CaliperEvent'])
      expect(queries).toContain(`__typename: "${type}"`);
  });

  it('is everything for an administrator who may see personal data', async () => {
    const all = [...IN_BIOLOGY, ...IN_ART, ...COURSES, ...PERSONS, ...DATA, ...QUARANTINES];
    expect(await found(readers.admin())).toEqual(all.sort());
  });

  it('is everything but what others sent for a key that is bound to nothing', async () => {
    const all = [...IN_BIOLOGY, ...IN_ART, ...COURSES, ...PERSONS, ...DATA];
    expect(await found(readers.key(['events:read', 'pii:read']))).toEqual(all.sort());
  });

  it('is nothing personal without the scope for it', async () => {
    const all = [...IN_BIOLOGY, ...IN_ART, ...COURSES];
    expect(await found(readers.key(['events:read']))).toEqual(all.sort());
    expect(await found(readers.key(['events:read', 'admin']))).toEqual(all.sort());
  });

  it('is their own for a learner, and nobody else’s', async () => {
    const all = ['ada-in-bio', 'ada-mail', 'ada-name', 'bio-name', 'one-data'];
    expect(await found(readers.user('ada'))).toEqual(all);
  });

  it('is what happens in the course for an instructor, and who belongs to it', async () => {
    const members = ['ada', 'ben', 'ivy'].flatMap((name) => [`${name}-mail`, `${name}-name`]);
    const all = [...IN_BIOLOGY, ...members, 'bio-name'];
    expect(await found(readers.user('ivy'))).toEqual(all.sort());
  });

  it('is nothing for a user whom the directory does not know', async () => {
    expect(await found(readers.user('nobody'))).toEqual([]);
  });

  it('is what a publisher published, without the persons of the directory', async () => {
    expect(await found(readers.clients['publisher']!)).toEqual(['ada-mail', 'one-data']);
  });

  it('is what a sensor sent, and its own quarantine', async () => {
    const all = [...IN_BIOLOGY, 'bio-quarantine'];
    expect(await found(readers.clients['sensor']!)).toEqual(all.sort());
  });

  it('is nothing for keys that only write, but what they sent', async () => {
    for (const scopes of [['hub:publish'], ['caliper:ingest'], ['roster:write']] as const)
      expect(await found(readers.key(scopes))).toEqual([]);
  });

  it('is never another tenant’s, whose rows have the same ids, cursors and names', async () => {
    const other = newTenant();
    const theirs = 'foreign';
    await mirror(readers, other, theirs);
    const { key } = await readers.gateway.app.keys.create(localPrincipal(other), {
      name: 'theirs',
      scopes: ['admin', 'events:read', 'pii:read'],
    });
    const ours = await readers.admin();
    const cursors = await cursorsOf(ours);
    for (const [client, own, foreign] of [
      [ours, readers.mark, theirs],
      [readers.gateway.as(key), theirs, readers.mark],
    ] as const) {
      const text = await walk.walk(client, walk.after(cursors));
      expect(text).toContain(`${own}.ada-name.`);
      expect(text).toContain(`${own}.bio-quarantine.`);
      expect(text).not.toContain(`${foreign}.`);
    }
  });
});

/** Ids and names that arguments are tried with: of everything in the tenant, and of nothing. */
async function poolOf(readers: Readers): Promise<Pool> {
  const admin = await readers.admin();
  const data = await admin.ask(`{
    persons { edges { node { id identifiers { type system value } } } }
    courses { edges { node { id identifiers { type system value } } } }
    memberships { edges { node { id } } }
    events(first: 50) { edges { node { __typename id ... on HubEvent { eventId } } } }
    quarantine { edges { node { id receiptId } } }
  }`);
  const nodes = (name: string) => nodesOf(data[name]) as unknown as Found[];
  const ids = ['persons', 'courses', 'memberships', 'events', 'quarantine'].flatMap((name) =>
    nodes(name).flatMap(({ id, receiptId }) => [id, ...(receiptId ? [receiptId] : [])]),
  );
  const named = (type: string, name: string) =>
    nodes(name).flatMap(({ id, identifiers = [] }) => [
      `{__typename: "${type}", id: ${text(id)}}`,
      ...identifiers.map((one) => `{__typename: "${type}", identifier: ${identifier(one, text)}}`),
    ]);
  const events = nodes('events').flatMap(({ __typename, id, eventId }) => [
    `{__typename: "${__typename}", id: ${text(id)}}`,
    `{__typename: "Event", id: ${text(id)}}`,
    `{__typename: "CaliperEvent", id: ${text(id)}}`,
    ...(eventId ? [`{__typename: "HubEvent", eventId: ${text(eventId)}}`] : []),
  ]);
  const entities = [
    ...named('Person', 'persons'),
    ...named('Course', 'courses'),
    ...nodes('memberships').map(({ id }) => `{__typename: "Membership", id: ${text(id)}}`),
    ...events,
  ];
  const eventIds = nodes('events').flatMap(({ eventId }) => eventId ?? []);
  const mails = ['ada', 'ben', 'cyd'].map((name) => `${readers.word(`${name}-mail`)}@x.example`);
  const { sensors, programs } = readers;
  const strings = [...Object.values(sensors), ...Object.values(programs), ...mails, ...eventIds];
  const all = [...nodes('persons'), ...nodes('courses')].flatMap((one) => one.identifiers ?? []);
  return {
    ID: ids.map(text),
    String: [...strings, 'Learner', 'Instructor', 'CONFLICT'].map(text),
    DateTime: ['"2020-01-01T00:00:00Z"', '"2035-01-01T00:00:00Z"'],
    IdentifierInput: all.map((one) => identifier(one, (value) => value, text)),
    _Any: entities,
  };
}

interface Found {
  readonly __typename?: string;
  readonly id: string;
  readonly receiptId?: string;
  readonly eventId?: string;
  readonly identifiers?: readonly Name[];
}

interface Name {
  readonly type: string;
  readonly system: string;
  readonly value: string;
}

const text = (value: string): string => JSON.stringify(value);

function identifier(
  { type, system, value }: Name,
  asType: (type: string) => string,
  asText: (value: string) => string = text,
): string {
  return `{type: ${asType(type)}, system: ${asText(system)}, value: ${asText(value)}}`;
}

async function cursorsOf(client: GqlClient): Promise<string[]> {
  const data = await client.ask(`{
    events(first: 3) { pageInfo { endCursor } } persons(first: 1) { pageInfo { endCursor } }
    courses(first: 1) { pageInfo { endCursor } } memberships(first: 1) { pageInfo { endCursor } }
    quarantine(first: 1) { pageInfo { endCursor } }
  }`);
  return Object.values(data).map(({ pageInfo }: Data) => pageInfo.endCursor as string);
}

/** Copies every row of a tenant into another, with the same ids, and the other's word in every text. */
async function mirror({ gateway, mark }: Readers, tenant: string, theirs: string): Promise<void> {
  const { dataSource, sql } = gateway.app.database;
  for (const { tableName, columns } of dataSource.entityMetadatas) {
    if (tableName === 'api_key') continue;
    const names = columns.map(({ databaseName }) => `\`${databaseName}\``);
    const values = columns.map(({ databaseName, type }) =>
      databaseName === 'tenant_id'
        ? '?'
        : type === 'varchar' || type === 'mediumtext'
          ? `REPLACE(\`${databaseName}\`, ?, ?)`
          : `\`${databaseName}\``,
    );
    const given = columns.flatMap(({ databaseName, type }) =>
      databaseName === 'tenant_id'
        ? [tenant]
        : type === 'varchar' || type === 'mediumtext'
          ? [mark, theirs]
          : [],
    );
    await sql.run(
      'test.mirror',
      `INSERT INTO \`${tableName}\` (${names.join(', ')}) SELECT ${values.join(', ')} FROM \`${tableName}\` WHERE tenant_id = ?`,
      [...given, gateway.tenantId],
      'free',
    );
  }
  await mirrorTexts(gateway.app.database, tenant, (text) => text.replaceAll(mark, theirs));
}

/** What is packed says whose it is only once it is packed anew. */
async function mirrorTexts(
  { sql }: OpenDatabase,
  tenant: string,
  change: (text: string) => string,
): Promise<void> {
  const packs = await sql.rows<{ receiptId: string; pack: number; bytes: Buffer }>(
    'test.packs',
    'SELECT receipt_id AS receiptId, pack, packed_bytes AS bytes FROM event_text WHERE tenant_id = ?',
    [tenant],
  );
  expect(packs.length).toBeGreaterThan(0);
  for (const { receiptId, pack, bytes } of packs) {
    const texts = textsIn(bytes).map(({ index, text }) => ({ index, text: change(text) }));
    const packed = packTexts(texts);
    await sql.run(
      'test.packs',
      'UPDATE event_text SET size = ?, packed_bytes = ? WHERE tenant_id = ? AND receipt_id = ? AND pack = ?',
      [packed.size, packed.bytes, tenant, receiptId, pack],
    );
  }
}
