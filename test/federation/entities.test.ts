import { randomUUID } from 'node:crypto';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { eventIds, ingest, publish } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Person { id name }
    ... on Course { id courseNumber }
    ... on Membership { id roles }
    ... on Event { id type }
    ... on HubEvent { eventId }
  }
}`;

type Representation = Readonly<Record<string, unknown>>;

describeEachEngine('_entities', (engine) => {
  const gateway = sharedGateway(engine);
  const stranger = sharedGateway(engine);
  const term = new Term();
  let persons: Data[];
  let courses: Data[];
  let membership: string;
  let caliper: string;
  let hub: Data;

  const ask = async (representations: readonly Representation[]): Promise<(Data | null)[]> =>
    (await gateway().ask(ENTITIES, { representations }))['_entities'];
  const iri = (n: number) => ({ type: 'IRI', system: '', value: `${term.site}/users/${n}` });

  beforeAll(async () => {
    const numbers = [...Array(1000).keys()];
    persons = [];
    courses = [];
    for (const from of [0, 500]) {
      const part = numbers.slice(from, from + 500);
      const made = await gateway().ask(
        `mutation ($persons: [PersonInput!]!, $courses: [CourseInput!]!) {
          upsertPersons(persons: $persons) { id name }
          upsertCourses(courses: $courses) { id courseNumber }
        }`,
        {
          persons: part.map((n) => ({ identifiers: [iri(n)], name: `Person ${n}` })),
          courses: part.map((n) => ({ courseNumber: `${term.batchUid}-${n}` })),
        },
      );
      persons.push(...made['upsertPersons']);
      courses.push(...made['upsertCourses']);
    }
    const personId = persons[0]!['id'];
    const made = await gateway().ask(
      `mutation ($memberships: [MembershipInput!]!) { upsertMemberships(memberships: $memberships) { id } }`,
      { memberships: [{ personId, courseId: courses[0]!['id'], roles: ['Learner'] }] },
    );
    membership = made['upsertMemberships'][0].id;
    caliper = eventIds(await ingest(gateway(), term.envelope([term.navigation()])))[0]!;
    const receipt = await publish(gateway(), [hubEvent()]);
    const [id] = eventIds(receipt);
    hub = (
      await gateway().ask(
        `query ($id: ID!) { event(id: $id) { id ... on HubEvent { eventId } } }`,
        { id },
      )
    )['event'];
  }, 60_000);

  it('finds every type of entity by each of its keys', async () => {
    const person = persons[7]!;
    const course = courses[7]!;
    const answer = await ask([
      { __typename: 'Person', id: person['id'] },
      { __typename: 'Person', identifier: iri(7) },
      { __typename: 'Course', id: course['id'] },
      { __typename: 'Course', courseNumber: course['courseNumber'] },
      {
        __typename: 'Course',
        identifier: { type: 'COURSE_NUMBER', system: '', value: course['courseNumber'] },
      },
      { __typename: 'Membership', id: membership },
      { __typename: 'HubEvent', eventId: hub['eventId'] },
      { __typename: 'HubEvent', id: hub['id'] },
      { __typename: 'OtherCaliperEvent', id: caliper },
      { __typename: 'CaliperEvent', id: caliper },
      { __typename: 'Event', id: caliper },
      { __typename: 'Event', id: hub['id'] },
    ]);
    const navigation = { __typename: 'OtherCaliperEvent', id: caliper, type: 'NavigationEvent' };
    const success = { __typename: 'HubEvent', ...hub, type: 'AI_COMP_SUCCESS' };
    expect(answer).toEqual([
      { __typename: 'Person', ...person },
      { __typename: 'Person', ...person },
      { __typename: 'Course', ...course },
      { __typename: 'Course', ...course },
      { __typename: 'Course', ...course },
      { __typename: 'Membership', id: membership, roles: ['Learner'] },
      success,
      success,
      navigation,
      navigation,
      navigation,
      success,
    ]);
  });

  it('answers null in its slot for what is unknown, of another type, or can be no key', async () => {
    const known = { __typename: 'Person', id: persons[0]!['id'] };
    const bad: Representation[] = [
      { __typename: 'Person', id: randomUUID() },
      { __typename: 'Nobody', id: persons[0]!['id'] },
      { __typename: 'PageInfo', id: persons[0]!['id'] },
      { __typename: 'Query' },
      { __typename: 7, id: persons[0]!['id'] },
      { __typename: '__proto__', id: 'x' },
      { id: persons[0]!['id'] },
      { __typename: 'Person' },
      { __typename: 'Person', constructor: 'x' },
      ...[null, 7, true, [], [persons[0]!['id']], {}, { id: 'x' }, '', 'x', '\0', '\ud800'].flatMap(
        (id) =>
          ['Person', 'Course', 'Membership', 'Event', 'HubEvent'].map((__typename) => ({
            __typename,
            id,
          })),
      ),
      ...[null, 7, '\0', 'x'.repeat(1_000_000), ['a'], { a: 1 }].flatMap((key) => [
        { __typename: 'Course', courseNumber: key },
        { __typename: 'HubEvent', eventId: key },
        { __typename: 'Person', identifier: key },
        { __typename: 'Person', identifier: { type: 'IRI', system: '', value: key } },
        { __typename: 'Person', identifier: { type: key, system: '', value: 'x' } },
        { __typename: 'Person', identifier: { type: 'IRI', system: key, value: 'x' } },
      ]),
      { __typename: 'Person', identifier: { type: 'BB_COURSE_ID', system: '', value: 'x' } },
      { __typename: 'HubEvent', id: caliper },
      { __typename: 'CaliperEvent', id: hub['id'] },
      { __typename: 'GradeEvent', id: caliper },
      { __typename: 'HubEvent', eventId: `other-${hub['id']}` },
    ];
    const answer = await gateway().send(ENTITIES, { representations: [known, ...bad, known] });
    expect(answer.errors).toEqual([]);
    const person = { __typename: 'Person', ...persons[0] };
    expect(answer.data?.['_entities']).toEqual([person, ...bad.map(() => null), person]);
  });

  it('knows nothing of another tenant', async () => {
    const representations = [
      { __typename: 'Person', id: persons[0]!['id'] },
      { __typename: 'Person', identifier: iri(0) },
      { __typename: 'Course', id: courses[0]!['id'] },
      { __typename: 'Course', courseNumber: courses[0]!['courseNumber'] },
      { __typename: 'Membership', id: membership },
      { __typename: 'HubEvent', eventId: hub['eventId'] },
      { __typename: 'Event', id: caliper },
    ];
    const answer = await stranger().ask(ENTITIES, { representations });
    expect(answer['_entities']).toEqual(representations.map(() => null));
  });

  it.each([['a text'], [7], [null], [['Person']]])(
    'refuses %j as a representation',
    async (one) => {
      const answer = await gateway().send(ENTITIES, { representations: [one] });
      expect(answer.status).toBe(400);
      expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    },
  );

  it('refuses more than 1,000 representations before it asks for any', async () => {
    const representations = Array(1001).fill({ __typename: 'Person', id: persons[0]!['id'] });
    const names = await gateway().statements(async () => {
      const error = await gateway().fail(ENTITIES, { representations });
      expect(error).toMatchObject({
        message: '_entities takes at most 1000 representations; 1001 came',
        extensions: { code: 'QUERY_TOO_COMPLEX', came: '1001' },
      });
    });
    expect(names).toEqual([]);
  });

  it('takes representations that the query spells out', async () => {
    const id = persons[3]!['id'] as string;
    const query = `{ _entities(representations: [{ __typename: "Person", id: "${id}" }]) { ... on Person { name } } }`;
    expect(await gateway().ask(query)).toEqual({ _entities: [{ name: 'Person 3' }] });
  });

  describe('costs one statement for each type and key', () => {
    const many = (count: number, make: (n: number) => Representation) =>
      [...Array(count).keys()].map(make);
    const personById = (n: number) => ({ __typename: 'Person', id: persons[n]!['id'] });
    const personByName = (n: number) => ({ __typename: 'Person', identifier: iri(n) });
    const courseById = (n: number) => ({ __typename: 'Course', id: courses[n]!['id'] });
    const courseByNumber = (n: number) => ({
      __typename: 'Course',
      courseNumber: courses[n]!['courseNumber'],
    });
    const unknown = (n: number) => ({
      __typename: 'Person',
      id: `${(persons[n]!['id'] as string).slice(0, -3)}abc`,
    });
    const cases: [title: string, statements: number, () => Representation[]][] = [
      ['1 by id', 1, () => many(1, personById)],
      ['100 by id', 1, () => many(100, personById)],
      ['1,000 by id', 1, () => many(1000, personById)],
      ['1,000 by identifier', 1, () => many(1000, personByName)],
      ['1,000 by course number', 1, () => many(1000, courseByNumber)],
      ['1,000 of which 500 unknown', 1, () => [...many(500, personById), ...many(500, unknown)]],
      ['1,000 times the same', 1, () => many(1000, () => personById(0))],
      [
        '1,000 of two types with two keys each',
        4,
        () => many(1000, (n) => [personById, personByName, courseById, courseByNumber][n % 4]!(n)),
      ],
      [
        '1,000 of every type and key',
        8,
        () =>
          many(1000, (n) =>
            [
              personById,
              personByName,
              courseById,
              courseByNumber,
              () => ({
                __typename: 'Course',
                identifier: { type: 'OTHER', system: 's', value: `${n}` },
              }),
              () => ({ __typename: 'Membership', id: membership }),
              () => ({ __typename: 'Event', id: caliper }),
              () => ({ __typename: 'HubEvent', eventId: hub['eventId'] }),
            ][n % 8]!(n),
          ),
      ],
      ['1,000 that can be no keys', 0, () => many(1000, (n) => ({ __typename: 'Person', id: n }))],
    ];

    it.each(cases)('%s: %i', async (_title, expected, make) => {
      const representations = make();
      const query = ENTITIES.replace('roles', '');
      const names = await gateway().statements(() => gateway().send(query, { representations }));
      // Events have one loader, by whichever key they come: one statement for both.
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeLessThanOrEqual(expected);
      expect(names.length).toBeGreaterThanOrEqual(expected === 8 ? 7 : expected);
    });
  });
});
