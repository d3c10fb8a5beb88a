import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { ingest, publish } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';

describeEachEngine('activity', (engine) => {
  const gateway = sharedGateway(engine);
  const term = new Term();
  /** Sunday and Monday, the end of 2026, which is in week 53, and of a leap February. */
  const times = [
    '2026-03-01T23:59:59.999Z',
    '2026-03-02T00:00:00.000Z',
    '2026-03-02T00:59:59.999Z',
    '2026-03-02T01:00:00.000Z',
    '2026-12-31T23:30:00.000Z',
    '2027-01-01T00:30:00.000Z',
    '2027-01-03T23:59:59.999Z',
    '2027-01-04T00:00:00.000Z',
    '2028-02-29T12:00:00.000Z',
  ];

  beforeAll(async () => {
    const data = times.map((eventTime, n) =>
      term.navigation({
        eventTime,
        actor: term.person(n % 2 ? term.ada : term.ben),
        membership: null,
      }),
    );
    const other = new Term();
    await ingest(gateway(), term.envelope([...data, term.launch({ eventTime: times[1] })]));
    await ingest(gateway(), other.envelope([other.navigation({ eventTime: times[1] })]));
    await publish(gateway(), [hubEvent({ eventStartUtc: times[1], eventEndUtc: null })]);
  });

  const count = async (
    bucket: string,
    filter: Data = { types: ['NavigationEvent'], sensor: term.sensor },
    groupBy?: string[],
  ) =>
    (
      await gateway().ask(
        `query ($filter: EventFilter!, $bucket: TimeBucket!, $groupBy: [ActivityDimension!]) {
          activity(filter: $filter, bucket: $bucket, groupBy: $groupBy) { start count persons type action person { id } course { courseNumber } } }`,
        { filter, bucket, groupBy },
      )
    )['activity'] as Data[];
  const starts = (rows: Data[]) =>
    rows.map(({ start, count: n, persons }) => [String(start).slice(0, 13), n, persons]);

  it('counts events and persons by hour', async () => {
    expect(starts(await count('HOUR'))).toEqual([
      ['2026-03-01T23', 1, 1],
      ['2026-03-02T00', 2, 2],
      ['2026-03-02T01', 1, 1],
      ['2026-12-31T23', 1, 1],
      ['2027-01-01T00', 1, 1],
      ['2027-01-03T23', 1, 1],
      ['2027-01-04T00', 1, 1],
      ['2028-02-29T12', 1, 1],
    ]);
  });

  it('counts by day from midnight UTC', async () => {
    expect(starts(await count('DAY'))).toEqual([
      ['2026-03-01T00', 1, 1],
      ['2026-03-02T00', 3, 2],
      ['2026-12-31T00', 1, 1],
      ['2027-01-01T00', 1, 1],
      ['2027-01-03T00', 1, 1],
      ['2027-01-04T00', 1, 1],
      ['2028-02-29T00', 1, 1],
    ]);
  });

  it('counts by week from Monday, over the end of the year', async () => {
    expect(starts(await count('WEEK'))).toEqual([
      ['2026-02-23T00', 1, 1],
      ['2026-03-02T00', 3, 2],
      ['2026-12-28T00', 3, 2],
      ['2027-01-04T00', 1, 1],
      ['2028-02-28T00', 1, 1],
    ]);
  });

  it('tells apart what is asked, and nothing else', async () => {
    const filter = { occurredFrom: '2026-03-02T00:00:00Z', occurredTo: '2026-03-02T01:00:00Z' };
    const plain = await count('DAY', filter);
    expect(plain).toEqual([
      {
        start: '2026-03-02T00:00:00.000Z',
        count: 5,
        persons: 3,
        type: null,
        action: null,
        person: null,
        course: null,
      },
    ]);
    const byType = await count('DAY', filter, ['TYPE', 'ACTION', 'TYPE']);
    expect(byType.map(({ type, action, count: n }) => [type, action, n])).toEqual([
      ['AI_COMP_SUCCESS', null, 1],
      ['LTIEvent', 'Launched', 1],
      ['NavigationEvent', 'NavigatedTo', 3],
    ]);
    const byCourse = await count('DAY', { ...filter, sensor: term.sensor }, ['COURSE', 'PERSON']);
    expect(
      byCourse.map(({ course, person, count: n }) => [course.courseNumber, typeof person.id, n]),
    ).toEqual(
      expect.arrayContaining([
        [term.batchUid, 'string', 1],
        [term.batchUid, 'string', 2],
      ]),
    );
    expect(byCourse).toHaveLength(2);
  });

  it('is counted under each course, as over all of that course', async () => {
    const { courses } = await gateway().ask(
      '{ courses { edges { node { id courseNumber activity(bucket: WEEK, filter: {types: ["NavigationEvent"]}, groupBy: [PERSON]) { start count persons course { id } person { id } } } } } }',
    );
    for (const { node } of courses.edges) {
      const filter = { courseId: node.id, types: ['NavigationEvent'] };
      const alone = await count('WEEK', filter, ['PERSON']);
      const shape = (rows: Data[]) =>
        rows.map(({ start, count: n, person }) => [start, n, person.id]);
      expect(shape(node.activity)).toEqual(shape(alone));
      for (const row of node.activity) expect(row.course).toBeNull();
    }
    expect(courses.edges).toHaveLength(2);
  });

  it('is empty where nothing happened, and for an empty list of types', async () => {
    expect(await count('DAY', { sensor: 'nobody' })).toEqual([]);
    expect(await count('DAY', { types: [] })).toEqual([]);
  });
});
