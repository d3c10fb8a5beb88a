import fc from 'fast-check';
import type { JsonObject } from '../kernel/json';
import { readBody } from './body';
import { type CaliperEventItem, type CaliperFacts, describeOf, factsOf } from './facts';

const SITE = 'https://lms.example/v1/sites/site-1';
const event = (more: JsonObject = {}): JsonObject => ({
  '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p2',
  id: 'urn:uuid:1',
  type: 'AssessmentEvent',
  profile: 'AssessmentProfile',
  actor: { id: `${SITE}/users/u1`, type: 'Person' },
  action: 'Started',
  object: { id: 'urn:quiz', type: 'Assessment' },
  session: { id: 'urn:session', type: 'Session' },
  eventTime: '2026-02-03T10:00:00.000Z',
  ...more,
});
const item = (value: JsonObject, sensor: string | null = 'site-1'): CaliperEventItem => ({
  kind: 'EVENT',
  index: 0,
  path: '',
  envelope: { sensor, sendTime: null, dataVersion: null },
  value,
  text: JSON.stringify(value),
});
const facts = (value: JsonObject, sensor?: string | null): CaliperFacts => {
  const read = factsOf(item(value, sensor));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.facts;
};
const problems = (value: JsonObject) => {
  const read = factsOf(item(value));
  return 'problems' in read ? read.problems.map(({ code, path }) => `${code} ${path}`) : [];
};

test('an event of 1.2 is read into what is asked of it', () => {
  expect(facts(event())).toMatchObject({
    sourceId: 'urn:uuid:1',
    type: 'AssessmentEvent',
    typeNamespace: 'CALIPER',
    action: 'Started',
    actionTerm: 'Started',
    occurredAt: '2026-02-03 10:00:00.000',
    endedAt: null,
    dialect: 'V1P2',
    profile: 'AssessmentProfile',
    objectId: 'urn:quiz',
    objectType: 'Assessment',
    sessionId: 'urn:session',
  });
});

test('an event of 1.0, full of nulls, is read the same way', () => {
  const old = {
    '@context': 'http://caliper.blackboard.com/ctx/caliper/v1/Context',
    '@type': 'http://caliper.blackboard.com/caliper/v1/ContentEvent',
    actor: { '@id': 'urn:u', '@type': 'http://purl.imsglobal.org/caliper/v1/lis/Person' },
    action: 'http://caliper.blackboard.com/vocab/caliper/v1/action#Create',
    object: { '@id': 'urn:c', '@type': 'http://caliper.blackboard.com/caliper/v1/Content' },
    ...{ target: null, generated: null, group: null, membership: null, id: null, edApp: null },
    eventTime: '2016-03-16T13:18:00.767-04:00',
    federatedSession: 'session123',
  };
  expect(facts(old)).toMatchObject({
    sourceId: null,
    type: 'ContentEvent',
    typeNamespace: 'BLACKBOARD',
    action: 'Create',
    actionTerm: 'Created',
    occurredAt: '2016-03-16 17:18:00.767',
    dialect: 'V1P0',
    profile: null,
    objectId: 'urn:c',
    objectType: 'Content',
    sessionId: 'session123',
    course: null,
    membership: null,
  });
});

test.each([
  ['the sensor’s', 'site-1', 'site-1'],
  ['the Blackboard site’s, in a bare event', 'site-1', null],
  ['a blank node', '_:event', 'site-1'],
  ['the type’s own IRI', 'http://purl.imsglobal.org/caliper/Event', 'site-1'],
  ['a path without its last segment', 'https://lms.example/events/', 'site-1'],
  ['empty', '', 'site-1'],
])('an id that is %s identifies no event', (_what, id, sensor) => {
  expect(facts(event({ id }), sensor).sourceId).toBeNull();
});

test('a bare UUID is an id', () => {
  const id = '6b495fe6-cdd9-459a-aa1f-39e4979b87f5';
  expect(facts(event({ id })).sourceId).toBe(id);
});

test.each([
  [{ '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p1' }, 'V1P1'],
  [
    {
      '@context': [
        'http://caliper.blackboard.com/ctx/caliper/v1/Context',
        'http://purl.imsglobal.org/ctx/caliper/v1p1',
      ],
    },
    'V1P1',
  ],
  [{ '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p1/ToolUseProfile-extension' }, 'V1P1'],
  [{ '@context': 'http://purl.imsglobal.org/ctx/caliper/v1/Context' }, 'V1P0'],
  [{ '@context': null, type: null, '@type': 'Event' }, 'V1P0'],
  [{ '@context': { a: 'b' } }, 'V1P2'],
  [{ '@context': null, profile: null }, 'V1P1'],
])('the dialect of %j is %s', (more, dialect) => {
  expect(facts(event(more)).dialect).toBe(dialect);
});

test('only the event’s own end is its end', () => {
  expect(facts(event({ endedAtTime: '2026-02-03T11:00:00Z' })).endedAt).toBe(
    '2026-02-03 11:00:00.000',
  );
  const generated = { type: 'Attempt', endedAtTime: '2026-02-03T11:00:00Z' };
  expect(facts(event({ generated, endTime: 'soon' })).endedAt).toBeNull();
});

test('a session is that of the tool, else that of the platform, and never one without an id', () => {
  const federatedSession = { id: 'urn:f' };
  expect(facts(event({ federatedSession })).sessionId).toBe('urn:session');
  expect(facts(event({ session: null, federatedSession })).sessionId).toBe('urn:f');
  const cut = { id: `${SITE}/sessions/` };
  expect(facts(event({ session: null, federatedSession: cut })).sessionId).toBeNull();
});

test.each([
  [{ type: null }, ['REQUIRED /type']],
  [{ type: 7 }, ['REQUIRED /type']],
  [{ type: '' }, ['REQUIRED /type']],
  [{ type: 'x'.repeat(257) }, ['TOO_LONG /type']],
  [{ type: 'a\0Event' }, ['TOO_LONG /type']],
  [{ action: 'x'.repeat(257) }, ['TOO_LONG /action']],
  [{ eventTime: null }, ['REQUIRED /eventTime']],
  [{ eventTime: 'yesterday' }, ['INVALID_TIMESTAMP /eventTime']],
  [{ eventTime: 1_770_000_000 }, ['INVALID_TIMESTAMP /eventTime']],
  [{ eventTime: '2026-02-30T10:00:00Z' }, ['INVALID_TIMESTAMP /eventTime']],
  [{ id: `urn:${'1'.repeat(2045)}` }, ['TOO_LONG /id']],
  [{ actor: { '@id': 'urn:\0', type: 'Person' } }, ['INVALID_IDENTIFIER /actor/@id']],
  [{ object: 'urn:\ud800' }, ['INVALID_IDENTIFIER /object']],
  [{ membership: { member: 'm'.repeat(2049) } }, ['TOO_LONG /membership/member']],
  [{ eventTime: 'x', id: 'a\0' }, ['INVALID_IDENTIFIER /id', 'INVALID_TIMESTAMP /eventTime']],
])('an event with %j is impossible', (more, expected) => {
  expect(problems(event(more as JsonObject))).toEqual(expected);
});

test('an id of 2,048 characters is kept whole', () => {
  const id = `urn:${'1'.repeat(2044)}`;
  expect(facts(event({ id })).sourceId).toBe(id);
});

test.each(['actor', 'action', 'object', 'profile', 'session'])('an event may lack %s', (name) => {
  expect(problems(event({ [name]: null }))).toEqual([]);
});

test('whatever stands in the place of anything, reading never throws', () => {
  const places = ['actor', 'group', 'membership', 'generated', 'object', 'session', 'extensions'];
  const inner = ['id', 'type', 'member', 'organization', 'roles', 'members', 'user', 'attempt'];
  const key = fc.constantFrom(...inner, 'extensions', 'subOrganizationOf', '@id');
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('Person', 'Group', 'Membership', 'CourseSection', 'Attempt', 'urn:a'),
  );
  const node = fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value)));
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...places), fc.oneof(node, fc.jsonValue())),
      (more) => {
        const sent = JSON.parse(JSON.stringify(event(more as JsonObject))) as JsonObject;
        for (const read of readBody(sent)) {
          if (read.kind !== 'UNREADABLE') [factsOf(read), describeOf(read)].forEach(Object.keys);
        }
      },
    ),
  );
});

describe('describeOf', () => {
  const entity = (value: JsonObject) => ({ ...item(value), kind: 'ENTITY' as const });

  test('tells the directory of a person, a course, a membership', () => {
    expect(describeOf(entity({ id: 'urn:p', type: 'Person', name: 'Ada' }))).toMatchObject({
      type: 'Person',
      typeNamespace: 'CALIPER',
      entityId: 'urn:p',
      person: { name: 'Ada' },
      course: undefined,
    });
    const section = { id: 'urn:c', type: 'CourseSection', academicSession: 'Fall' };
    expect(describeOf(entity(section))).toMatchObject({ course: { academicSession: 'Fall' } });
    const membership = {
      type: 'Membership',
      member: 'urn:p',
      organization: 'urn:c',
      roles: ['Mentor'],
    };
    expect(describeOf(entity(membership))).toMatchObject({ membership: { roles: ['Mentor'] } });
  });

  test('of an anonymous person or a document fills nothing, and is no fault', () => {
    const id = 'http://purl.imsglobal.org/caliper/Person';
    expect(describeOf(entity({ id, type: 'Person' }))).toMatchObject({ entityId: id });
    expect(describeOf(entity({ id, type: 'Person' }))).not.toHaveProperty('person.identifiers');
    expect(describeOf(entity({ id: 'urn:d', type: 'Document' }))).toMatchObject({
      type: 'Document',
    });
  });

  test('without a type or with an impossible id is refused', () => {
    expect(describeOf(entity({ id: 'urn:p' }))).toMatchObject({ problems: [{ code: 'REQUIRED' }] });
    const id = 'i'.repeat(2049);
    expect(describeOf(entity({ id, type: 'Person' }))).toMatchObject({
      problems: [{ code: 'TOO_LONG', path: '/id' }],
    });
  });
});
