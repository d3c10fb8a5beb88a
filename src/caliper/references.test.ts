import type { Json, JsonObject } from '../kernel/json';
import type { IdentifierRef } from '../kernel/roster';
import { readingContext } from './context';
import { referencesOf } from './references';

const SITE = 'https://lms.example/v1/sites/site-1';
const ADA = `${SITE}/users/u1`;
const BEN = `${SITE}/users/u2`;
const BIO = `${SITE}/courses/c1`;

const person = (id: string, more: JsonObject = {}): JsonObject => ({ id, type: 'Person', ...more });
const course = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'CourseOffering',
  ...more,
});
const membership = (more: JsonObject = {}): JsonObject => ({
  id: `${BIO}/members/u1`,
  type: 'Membership',
  member: ADA,
  organization: BIO,
  roles: ['Learner'],
  status: 'Active',
  ...more,
});
const read = (event: JsonObject, bodies: JsonObject[] = [], sensor: string | null = 'sensor-1') => {
  const full = { type: 'AssignableEvent', ...event };
  const described = (iri: string) => bodies.find(({ id }) => id === iri);
  return referencesOf(full, readingContext(full, sensor, described));
};
const names = (ref: { identifiers: readonly IdentifierRef[] } | null) =>
  ref?.identifiers.map(({ type, system, value }) => [type, system, value].join('|'));

describe('the person of an event', () => {
  test('is the actor, with Blackboard’s ids in the scope of the site in its IRI', () => {
    const extensions = { 'bb:user.externalId': 'batch-1', 'bb:user.id': '_1_1' };
    expect(names(read({ actor: person(ADA, { extensions }) }).person)).toEqual([
      `IRI||${ADA}`,
      'BB_USER_ID|site-1|_1_1',
      'BB_USER_EXTERNAL_ID|site-1|batch-1',
    ]);
  });

  test('has Blackboard’s ids in the scope of the sensor where no IRI names a site', () => {
    const actor = person('urn:x:ada', { extensions: { 'bb:user.id': '_1_1' } });
    expect(names(read({ actor }).person)).toContain('BB_USER_ID|sensor-1|_1_1');
    expect(names(read({ actor }, [], null).person)).toContain('BB_USER_ID||_1_1');
  });

  test('is the same in 1.0’s words', () => {
    const actor = {
      '@id': ADA,
      '@type': 'http://purl.imsglobal.org/caliper/v1/lis/Person',
      id: null,
      name: null,
      extensions: null,
    };
    expect(names(read({ actor }).person)).toEqual([`IRI||${ADA}`]);
  });

  test('is the membership’s member where an application acts', () => {
    const actor = { id: `${SITE}/applications/learn`, type: 'SoftwareApplication' };
    expect(names(read({ actor, membership: membership() }).person)).toEqual([`IRI||${ADA}`]);
  });

  test('is the federated session’s user where there is no membership', () => {
    const actor = { id: 'urn:app', type: 'SoftwareApplication' };
    const federatedSession = { id: 'urn:s', type: 'LtiSession', user: person(BEN) };
    expect(names(read({ actor, federatedSession }).person)).toEqual([`IRI||${BEN}`]);
  });

  test('is who made the attempt where an application graded it', () => {
    const object = { id: 'urn:t', type: 'Attempt', assignee: ADA };
    const event = {
      type: 'GradeEvent',
      actor: { type: 'SoftwareApplication', id: 'urn:a' },
      object,
    };
    expect(names(read(event).person)).toEqual([`IRI||${ADA}`]);
  });

  test('may be a bare IRI where the event’s type asks for a person', () => {
    expect(names(read({ actor: ADA }).person)).toEqual([`IRI||${ADA}`]);
    expect(read({ type: 'GradeEvent', actor: 'urn:grader' }).person).toBeNull();
    expect(read({ actor: 'urn:app', edApp: 'urn:app' }).person).toBeNull();
  });

  test('may be a bare IRI that the membership or the body says is a person', () => {
    const event = { type: 'Event', actor: ADA };
    expect(read(event).person).toBeNull();
    expect(names(read({ ...event, membership: membership() }).person)).toEqual([`IRI||${ADA}`]);
    const described = read(event, [person(ADA, { name: 'Ada' })]).person;
    expect(described).toMatchObject({ name: 'Ada' });
    expect(read({ actor: ADA }, [{ id: ADA, type: 'SoftwareApplication' }]).person).toBeNull();
  });

  test('is completed by the membership’s member, its extensions and the session’s user', () => {
    const event = {
      actor: ADA,
      membership: membership({ extensions: { 'bb:user.id': '_1_1', 'bb:course.id': '_9_1' } }),
      federatedSession: { user: person(ADA, { extensions: { 'bb:user.externalId': 'b1' } }) },
    };
    expect(names(read(event).person)).toEqual([
      `IRI||${ADA}`,
      'BB_USER_ID|site-1|_1_1',
      'BB_USER_EXTERNAL_ID|site-1|b1',
    ]);
  });

  test('is not completed by the ids of another member', () => {
    const graded = membership({ extensions: { 'bb:user.id': '_1_1' } });
    const { person: grader, persons } = read({ actor: person(BEN), membership: graded });
    expect(names(grader)).toEqual([`IRI||${BEN}`]);
    expect(persons.map(names)).toEqual([[`IRI||${ADA}`, 'BB_USER_ID|site-1|_1_1']]);
  });

  test.each([
    '_:ada',
    '',
    'http://purl.imsglobal.org/caliper/Person',
    'http://purl.imsglobal.org/caliper/v1/lis/Person',
    'Person',
    'https://lms.example/users/',
    'https://lms.example/users/unknown/unknown',
    `urn:x:${'1'.repeat(2048)}`,
    'urn:x:\0',
    'urn:x:\ud800',
  ])('is nobody who could be shared, for the id %j', (id) => {
    expect(read({ actor: person(id) }).person).toBeNull();
    expect(read({ actor: { ...person(id), extensions: { 'bb:user.id': '_1' } } }).person).toEqual(
      expect.objectContaining({
        identifiers: [{ type: 'BB_USER_ID', system: 'sensor-1', value: '_1' }],
      }),
    );
  });

  test('with an id that is no IRI is unique at its sensor only', () => {
    expect(names(read({ actor: person('12') }).person)).toEqual(['IRI|sensor-1|12']);
  });

  test('has 1.2’s other identifiers in the scope of their source', () => {
    const otherIdentifiers: Json[] = [
      { identifierType: 'EmailAddress', identifier: 'ada@lms.example' },
      { identifierType: 'SisSourcedId', identifier: '77', source: { id: 'https://sis.example' } },
      { identifierType: 'SystemId', identifier: 'x', source: null },
      { identifierType: 'Other', identifier: 5 },
      'nothing',
    ];
    const { person: ada } = read({ actor: person(ADA, { otherIdentifiers }) });
    expect(names(ada)).toEqual([
      `IRI||${ADA}`,
      'EMAIL||ada@lms.example',
      'OTHER|https://sis.example/SisSourcedId|77',
      'OTHER|sensor-1/SystemId|x',
    ]);
    expect(ada?.email).toBe('ada@lms.example');
  });

  test('keeps a name that fits, and leaves out one that does not', () => {
    const nameOf = (name: string | number) => read({ actor: person(ADA, { name }) }).person?.name;
    expect(nameOf('Ada 😀')).toBe('Ada 😀');
    expect(nameOf('x'.repeat(1024))).toHaveLength(1024);
    expect([
      nameOf('x'.repeat(1025)),
      nameOf('a\0'),
      nameOf('\ud800'),
      nameOf(7),
      nameOf(''),
    ]).toEqual([null, null, null, null, null]);
  });
});

describe('the course of an event', () => {
  test('is the group; in Blackboard’s dialect its number is the batch_uid', () => {
    const group = course(BIO, { courseNumber: 'BIO-101', extensions: { 'bb:course.id': '_9_1' } });
    expect(read({ group }).course).toMatchObject({
      courseNumber: 'BIO-101',
      type: 'CourseOffering',
    });
    expect(names(read({ group }).course)).toEqual([
      `IRI||${BIO}`,
      'BB_COURSE_ID|site-1|_9_1',
      'BB_COURSE_EXTERNAL_ID|site-1|BIO-101',
    ]);
  });

  test('in other dialects has its number as an attribute only', () => {
    const group = course('urn:c', { courseNumber: 'BIO-101' });
    expect(names(read({ group }).course)).toEqual(['IRI||urn:c']);
    expect(read({ group }).course?.courseNumber).toBe('BIO-101');
  });

  test('is what a group is part of, however deep', () => {
    const inner = { id: 'urn:g2', type: 'Group', subOrganizationOf: course(BIO) };
    const group = { id: 'urn:g1', type: 'Group', subOrganizationOf: inner };
    expect(names(read({ group }).course)).toEqual([`IRI||${BIO}`]);
    expect(names(read({ group: 'urn:g1' }, [group]).course)).toEqual([`IRI||${BIO}`]);
  });

  test('ends the search where groups stand in a circle', () => {
    const group = { id: 'urn:g1', type: 'Group', subOrganizationOf: 'urn:g1' };
    expect(read({ group: 'urn:g1' }, [group]).course).toBeNull();
    const section = { id: 'urn:s', type: 'CourseSection', subOrganizationOf: 'urn:s' };
    expect(names(read({ group: 'urn:s' }, [section]).course)).toEqual(['IRI||urn:s']);
  });

  test('is a bare IRI of which nothing more is known', () => {
    expect(names(read({ group: BIO }).course)).toEqual([`IRI||${BIO}`]);
  });

  test('is the membership’s organization where there is no group, with the batch_uid for a number', () => {
    const extensions = { 'bb:course.id': '_9_1', 'bb:course.externalId': 'BIO-101' };
    const found = read({ group: null, membership: membership({ extensions }) }).course;
    expect(names(found)).toEqual([
      `IRI||${BIO}`,
      'BB_COURSE_ID|site-1|_9_1',
      'BB_COURSE_EXTERNAL_ID|site-1|BIO-101',
    ]);
    expect(found?.courseNumber).toBe('BIO-101');
  });

  test('is completed by what the membership’s organization says of it', () => {
    const organization = course(BIO, { name: 'Biology', extensions: { 'bb:course.id': '_9_1' } });
    const found = read({ group: { id: BIO }, membership: membership({ organization }) }).course;
    expect(found).toMatchObject({ name: 'Biology', type: 'CourseOffering' });
    expect(names(found)).toEqual([`IRI||${BIO}`, 'BB_COURSE_ID|site-1|_9_1']);
  });

  test('is not completed by what is said of another one', () => {
    const group = course('urn:other');
    const extensions = { 'bb:course.id': '_9_1' };
    const found = read({ group, membership: membership({ extensions }) });
    expect(names(found.course)).toEqual(['IRI||urn:other']);
    expect(found.courses.map(names)).toEqual([[`IRI||${BIO}`, 'BB_COURSE_ID|site-1|_9_1']]);
  });

  test('may list its members, and may be the object of the event', () => {
    const found = read({
      group: course(BIO, { members: [person(BEN), 7] }),
      object: course('urn:o'),
    });
    expect(found.persons.map(names)).toEqual([[`IRI||${BEN}`]]);
    expect(found.courses.map(names)).toEqual([['IRI||urn:o']]);
    expect(found.groupMembers).toEqual([]);
  });

  test('is no department', () => {
    const group = { id: 'urn:d', type: 'Organization' };
    expect(read({ group }).course).toBeNull();
    expect(read({ group, membership: membership({ organization: group }) }).membership).toBeNull();
  });

  test('tells of the courses it is part of', () => {
    const offering = course('urn:o', { courseNumber: 'BIO' });
    const group = { id: 'urn:s', type: 'CourseSection', subOrganizationOf: offering };
    const found = read({ group });
    expect(found.course).toMatchObject({ type: 'CourseSection', parent: { courseNumber: 'BIO' } });
    expect(found.courses.map(names)).toEqual([['IRI||urn:o']]);
    const bare = read({ group: { ...group, subOrganizationOf: 'urn:o' } });
    expect(bare.courses.map(names)).toEqual([['IRI||urn:o']]);
  });
});

describe('the membership of an event', () => {
  test('joins the event’s person and course with roles and status', () => {
    const found = read({ actor: person(ADA), group: course(BIO), membership: membership() });
    expect(found.membership).toMatchObject({ roles: ['Learner'], status: 'Active' });
    expect(found.membership?.person).toBe(found.person);
    expect(found.membership?.course).toBe(found.course);
    expect(found.roles).toEqual(['Learner']);
  });

  test('reads roles of every spelling once, and leaves out what is none', () => {
    const roles = [
      'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner',
      'Learner',
      'urn:lti:role:ims/lis/Mentor',
      7,
      null,
      'x'.repeat(257),
    ];
    expect(read({ membership: membership({ roles }) }).roles).toEqual([
      'Learner',
      'urn:lti:role:ims/lis/Mentor',
    ]);
    expect(read({ membership: membership({ roles: 'Instructor' }) }).roles).toEqual(['Instructor']);
    expect(read({ membership: membership({ roles: null, status: 5 }) }).membership).toMatchObject({
      roles: [],
      status: null,
    });
  });

  test('without a member is the actor’s, without an organization in the event’s course', () => {
    const bare = { type: 'Membership', roles: ['Learner'] };
    const found = read({ actor: person(ADA), group: course(BIO), membership: bare });
    expect([names(found.membership!.person), names(found.membership!.course)]).toEqual([
      [`IRI||${ADA}`],
      [`IRI||${BIO}`],
    ]);
  });

  test('in a group is none in the course, but its roles stand with the event', () => {
    const organization = { id: 'urn:g', type: 'Group', subOrganizationOf: course(BIO) };
    const found = read({ actor: person(ADA), membership: membership({ organization }) });
    expect(found.membership).toBeNull();
    expect(found.roles).toEqual(['Learner']);
    expect(names(found.course)).toEqual([`IRI||${BIO}`]);
  });

  test('may be a bare IRI that the body describes; an object of another type is none', () => {
    const described = membership({ id: 'urn:m' });
    expect(read({ membership: 'urn:m' }, [described]).membership).not.toBeNull();
    expect(read({ membership: 'urn:m' }).membership).toBeNull();
    expect(read({ membership: { ...membership(), type: 'Person' } }).membership).toBeNull();
  });
});

describe('a group assignment', () => {
  const users: Json[] = [
    { id: '_1_1', uuid: 'u1', batchUid: 'batch-1' },
    { id: '_2_1', uuid: 'u2', batchUId: 'batch-2' },
    { id: 3, uuid: '../x', batchUid: 'batch-3' },
    'nobody',
    {},
  ];
  const group = (value: Json): JsonObject => ({
    id: `${BIO}/groups/_5_1`,
    type: 'Group',
    extensions: { 'bb:group.users': value },
    subOrganizationOf: course(BIO),
  });
  const expected = [
    [`IRI||${ADA}`, 'BB_USER_ID|site-1|_1_1', 'BB_USER_EXTERNAL_ID|site-1|batch-1'],
    [`IRI||${BEN}`, 'BB_USER_ID|site-1|_2_1', 'BB_USER_EXTERNAL_ID|site-1|batch-2'],
    ['BB_USER_EXTERNAL_ID|site-1|batch-3'],
  ];

  test.each([
    ['as a list', users],
    ['as a list written into a text', JSON.stringify(users)],
  ])('names its people %s, by the IRI that they act under', (_how, value) => {
    const found = read({ actor: person(ADA), group: group(value) });
    expect(found.groupMembers.map((identifiers) => names({ identifiers }))).toEqual(expected);
    expect(found.persons.map(names)).toEqual(expected.slice(1));
    expect(names(found.course)).toEqual([`IRI||${BIO}`]);
  });

  test('may name them in the event’s own extensions', () => {
    const event = { group: group(null), extensions: { 'bb:group.users': users.slice(0, 1) } };
    expect(read(event).groupMembers).toHaveLength(1);
  });

  test.each(['not json', '{}', '[', 5, true])('is not broken by %j in its place', (value) => {
    expect(read({ group: group(value) }).groupMembers).toEqual([]);
  });

  test('has the standard’s members too, each person once', () => {
    const members = [person(ADA), BEN, person(ADA), null, 7];
    const found = read({ group: { ...group(null), members } });
    expect(found.groupMembers.map((identifiers) => names({ identifiers }))).toEqual([
      [`IRI||${ADA}`],
      [`IRI||${BEN}`],
    ]);
  });
});

test('an event tells of every person, course and membership in its object, generated and target', () => {
  const found = read({
    type: 'Event',
    actor: person('urn:teacher'),
    object: membership({ member: person(BEN), organization: course(BIO) }),
    generated: { type: 'Score', attempt: { type: 'Attempt', assignee: person(ADA) } },
    target: { type: 'Group', id: 'urn:g', members: [person('urn:cleo')] },
    session: { id: 'urn:s', type: 'Session', user: person('urn:dan') },
  });
  expect(found.persons.map(names)).toEqual(
    ['urn:dan', BEN, ADA, 'urn:cleo'].map((id) => [`IRI||${id}`]),
  );
  expect(found.courses.map(names)).toEqual([[`IRI||${BIO}`]]);
  expect(found.memberships).toHaveLength(1);
});

test('in 1.0 the actor of an attempt or a result made it', () => {
  const object = { '@type': 'http://purl.imsglobal.org/caliper/v1/Attempt', actor: BEN };
  const generated = { '@type': 'http://purl.imsglobal.org/caliper/v1/Result', actor: 'urn:cleo' };
  const { persons } = read({ actor: person(ADA), object, generated });
  expect(persons.map(names)).toEqual([[`IRI||${BEN}`], ['IRI||urn:cleo']]);
});
