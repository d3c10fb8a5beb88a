import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSchemaContract } from '@theguild/federation-composition';
import { buildSchema, type GraphQLObjectType, parse } from 'graphql';
import { catalogue } from '../../examples/supergraph/catalogue';
import { people } from '../../examples/supergraph/people';
import { createSubgraphSdl } from '../../src/schema';
import { withoutDirective, withoutField, withType, withValue } from './broken-schema';
import { COMPOSERS, type Subgraphs } from './composers';
import { notes } from './notes-subgraph';

const OWN = readFileSync(join(__dirname, '..', '..', 'schema.graphql'), 'utf8');
const EXAMPLE: Subgraphs = {
  'learning-events': OWN,
  catalogue: catalogue.sdl,
  people: people.sdl,
};
const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable"]
)`;

/** Refers to everything of ours that has a key. */
const REFERRER = `${LINK}
  type Query { bookmarks: BookmarkPage! }
  type BookmarkPage { bookmarks: [Bookmark!]! pageInfo: PageInfo! }
  type PageInfo @shareable {
    hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String
  }
  type Bookmark {
    person: Person course: Course membership: Membership event: Event hub: HubEvent
    grade: GradeEvent launch: LtiEvent work: AssignableEvent content: ContentEvent other: OtherCaliperEvent
  }
  type Person @key(fields: "id", resolvable: false) { id: ID! }
  type Course @key(fields: "courseNumber", resolvable: false) { courseNumber: String }
  type Membership @key(fields: "id", resolvable: false) { id: ID! }
  interface Event @key(fields: "id", resolvable: false) { id: ID! }
  type HubEvent implements Event
    @key(fields: "id", resolvable: false) @key(fields: "eventId", resolvable: false) { id: ID! eventId: String! }
  type GradeEvent implements Event @key(fields: "id", resolvable: false) { id: ID! }
  type LtiEvent implements Event @key(fields: "id", resolvable: false) { id: ID! }
  type AssignableEvent implements Event @key(fields: "id", resolvable: false) { id: ID! }
  type ContentEvent implements Event @key(fields: "id", resolvable: false) { id: ID! }
  type OtherCaliperEvent implements Event @key(fields: "id", resolvable: false) { id: ID! }
`;

describe('schema.graphql', () => {
  it('is what the code gives', () => expect(createSubgraphSdl()).toBe(OWN));

  it('links to Federation 2 and tells every key', () => {
    expect(OWN).toMatch(
      /^extend schema @link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+"/,
    );
    const keys = [...OWN.matchAll(/^(?:type|interface) (\w+)[^\n]*?(?= @key)([^\n]*)\{$/gm)].map(
      ([, type = '', directives = '']) => [
        type,
        [...directives.matchAll(/@key\(fields: "([^"]+)"\)/g)].map(([, fields]) => fields),
      ],
    );
    const identifier = 'identifier { type system value }';
    expect(Object.fromEntries(keys)).toEqual({
      Person: ['id', identifier],
      Course: ['id', 'courseNumber', identifier],
      Membership: ['id'],
      Event: ['id'],
      CaliperEvent: ['id'],
      HubEvent: ['eventId', 'id'],
      AssignableEvent: ['id'],
      LtiEvent: ['id'],
      ContentEvent: ['id'],
      GradeEvent: ['id'],
      OtherCaliperEvent: ['id'],
    });
  });

  it('tells a router the size of every connection', () => {
    const connections = OWN.match(/\): \w+Connection!/g) ?? [];
    expect(connections.length).toBeGreaterThan(8);
    expect(OWN.match(/\): \w+Connection! [^\n]*@listSize\(/g) ?? []).toHaveLength(
      connections.length,
    );
  });

  it.each(['pii', 'internal'])(
    'composes without what is tagged %s, as a contract variant',
    (tag) => {
      const services = Object.entries(EXAMPLE).map(([name, sdl]) => ({
        name,
        typeDefs: parse(sdl),
      }));
      const contract = composeSchemaContract(
        services,
        { include: new Set(), exclude: new Set([tag]) },
        true,
      );
      expect(contract.errors ?? []).toEqual([]);
      const left = contract.publicSdl ?? '';
      expect(left).toContain('occurredAt');
      const { fields } = (buildSchema(left).getType('HubEvent') as GraphQLObjectType).toConfig();
      expect('publisherParticipantId' in fields).toBe(tag !== 'pii');
      expect(left.includes('rawText: String')).toBe(tag !== 'pii');
      expect(left.includes('replayQuarantine')).toBe(tag !== 'internal');
    },
  );
});

describe.each(Object.entries(COMPOSERS))('%s', (_name, composer) => {
  it('takes the subgraph alone', () => expect(composer({ 'learning-events': OWN })).toEqual([]));

  it('takes it with the example’s subgraphs', () => expect(composer(EXAMPLE)).toEqual([]));

  it('takes a subgraph that refers to each of our entities', () =>
    expect(composer({ 'learning-events': OWN, referrer: REFERRER })).toEqual([]));

  it('takes a subgraph that gives all events a field', () =>
    expect(composer({ 'learning-events': OWN, notes: notes.sdl })).toEqual([]));

  it.each<[title: string, own: string]>([
    ['a key is removed', withoutDirective(OWN, 'Course', 'key')],
    ['a field of a key is removed', withoutField(OWN, 'Course.courseNumber')],
    ['a field that another requires is removed', withoutField(OWN, 'Course.activityTotals')],
    [
      'a field that another requires has another type',
      withType(OWN, 'ActivityTotals.count', 'String!'),
    ],
    ['a shared field has another type', withType(OWN, 'Identifier.value', 'Int!')],
    ['a value type is not shareable any more', withoutDirective(OWN, 'PageInfo', 'shareable')],
    ['an enum has a value that others do not know', withValue(OWN, 'IdentifierType', 'SIS_ID')],
  ])('tells when %s', (_title, own) =>
    expect(composer({ ...EXAMPLE, referrer: REFERRER, 'learning-events': own })).not.toEqual([]),
  );
});
