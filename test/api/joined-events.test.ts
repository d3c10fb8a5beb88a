import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { eventIds, ingest, nodes, statuses } from '../kit/operations';
import { Term, V1P2 } from '../kit/payloads';

const JOINED = `id source type typeNamespace action occurredAt endedAt receivedAt roles
  person { id name identifiers { type system value } } course { id courseNumber name }
  membership { id roles status person { id } course { id } }`;

const ENTITY = '{ id type name extensions data }';
const TYPED = `query ($id: ID!) { event(id: $id) { __typename ${JOINED}
  ... on CaliperEvent {
    sensor sourceId dialect profile normalizedAction extensions
    actor ${ENTITY} object ${ENTITY} target ${ENTITY} generated ${ENTITY} edApp ${ENTITY} group ${ENTITY}
    session ${ENTITY} federatedSession ${ENTITY} referrer ${ENTITY}
    conformance { code path severity message required came }
  }
  ... on AssignableEvent {
    assignable ${ENTITY}
    attempt { id count startedAt endedAt duration assignee { id } assignable { id name } }
    groupMembers { id identifiers { type value } }
  }
  ... on LtiEvent {
    launch { launchUrl launchParameters customParameters }
    launchReturn { destinationUrl linkId launchTime }
  }
  ... on ContentEvent { content ${ENTITY} changes { name oldValue newValue } }
  ... on GradeEvent {
    attempt { id count assignee { id } } score { scoreGiven maxScore scoredBy { id } comment }
  }
} }`;

describeEachEngine('joined events', (engine) => {
  const gateway = sharedGateway(engine);

  const take = async (term: Term, event: unknown): Promise<Data> => {
    const receipt = await ingest(gateway(), term.envelope([event]));
    expect(statuses(receipt)).toEqual(['STORED']);
    const [id] = eventIds(receipt);
    return (await gateway().ask(TYPED, { id }))['event'];
  };
  const foundBy = async (filter: Data): Promise<string[]> => {
    const query =
      'query ($filter: EventFilter) { events(filter: $filter) { edges { node { id } } } }';
    return nodes((await gateway().ask(query, { filter }))['events']).map(({ id }) => id as string);
  };
  const isFoundByAll = async ({ id, person, course, membership }: Data) => {
    expect(await foundBy({ personId: person.id })).toContain(id);
    expect(await foundBy({ courseId: course.id })).toContain(id);
    expect(await foundBy({ membershipId: membership.id })).toContain(id);
    expect(membership).toMatchObject({ person: { id: person.id }, course: { id: course.id } });
  };

  it('finds a 1.0 launch by person, course and membership, its parameters as fields', async () => {
    const term = new Term();
    const event = await take(term, term.launch());
    await isFoundByAll(event);
    expect(event).toMatchObject({
      __typename: 'LtiEvent',
      source: 'CALIPER',
      type: 'LTIEvent',
      typeNamespace: 'BLACKBOARD',
      action: 'LTILaunch',
      normalizedAction: 'Launched',
      occurredAt: '2026-01-14T20:54:42.802Z',
      endedAt: null,
      roles: ['Learner'],
      sensor: term.sensor,
      sourceId: null,
      profile: null,
      launch: {
        launchUrl: 'https://tool.example/launch',
        launchParameters: { resource_link_id: 'link-1', roles: 'Learner' },
        customParameters: { custom_unit: '7' },
      },
      launchReturn: null,
      federatedSession: { id: `${term.site}/sessions/f1`, type: null, data: null },
      group: null,
      membership: { roles: ['Learner'], status: 'Active' },
    });
    const site = term.site.split('/').at(-1);
    expect(event['person'].identifiers).toEqual(
      expect.arrayContaining([
        { type: 'IRI', system: '', value: term.ada },
        { type: 'BB_USER_ID', system: site, value: '_1_2' },
        { type: 'BB_USER_EXTERNAL_ID', system: site, value: 'ada.l' },
      ]),
    );
  });

  it('finds the return from the tool, with when it had been launched', async () => {
    const term = new Term();
    const event = await take(term, term.launchReturn());
    await isFoundByAll(event);
    expect(event).toMatchObject({
      __typename: 'LtiEvent',
      launch: null,
      launchReturn: {
        destinationUrl: 'https://lms.example/back',
        linkId: 'link-1',
        launchTime: '2026-01-14T20:54:42.802Z',
      },
    });
  });

  it('takes a bare 1.1 launch that says LoggedIn for a launch, of its person', async () => {
    const term = new Term();
    const receipt = await ingest(gateway(), term.bareLaunch());
    const event = (await gateway().ask(TYPED, { id: eventIds(receipt)[0] }))['event'];
    expect(event).toMatchObject({
      __typename: 'LtiEvent',
      action: 'LoggedIn',
      sensor: null,
      course: null,
      membership: null,
      roles: null,
      launch: { launchParameters: { context_id: '_41_1' } },
    });
    expect(await foundBy({ personId: event.person.id })).toEqual([event.id]);
    expect(await foundBy({ sessionId: `${term.site}/sessions/f2` })).toEqual([event.id]);
  });

  it('finds the steps of an assignment, each with its attempt', async () => {
    const term = new Term();
    for (const action of ['Started', 'Submitted', 'Completed']) {
      const event = await take(term, term.assignable(action));
      await isFoundByAll(event);
      expect(event).toMatchObject({
        __typename: 'AssignableEvent',
        action,
        dialect: 'V1P1',
        course: { courseNumber: term.batchUid },
        assignable: { name: 'Essay 1', type: 'AssignableDigitalResource' },
        attempt: {
          id: `${term.site}/gradableItems/_1_1/attempts/_9_1`,
          count: 2,
          startedAt: '2026-03-02T09:00:00.000Z',
          endedAt: '2026-03-02T09:30:00.000Z',
          duration: 'PT30M',
          assignee: { id: term.ada },
          assignable: { name: 'Essay 1' },
        },
        groupMembers: [],
      });
    }
    expect(await foundBy({ objectId: `${term.site}/gradableItems/_1_1` })).toHaveLength(3);
  });

  it('finds a completed group assignment in the course of its group, with the members as persons', async () => {
    const term = new Term();
    const event = await take(term, term.groupAssignment());
    await isFoundByAll(event);
    expect(event['course'].courseNumber).toBe(term.batchUid);
    const members: Data[] = event['groupMembers'];
    expect(members).toHaveLength(2);
    expect(members[0]).toMatchObject({ id: event['person'].id });
    expect(members[1]?.['identifiers']).toContainEqual({ type: 'IRI', value: term.ben });
    const { person } = await gateway().ask(
      'query ($value: String!) { person(identifier: {type: IRI, value: $value}) { id } }',
      { value: term.ben },
    );
    expect(person.id).toBe(members[1]?.['id']);
  });

  it('shows content that changed, one field for each property that did', async () => {
    const term = new Term();
    const event = await take(term, term.content());
    await isFoundByAll(event);
    expect(event).toMatchObject({
      __typename: 'ContentEvent',
      action: 'Create',
      normalizedAction: 'Created',
      content: { type: 'Content', data: { handler: 'resource/x-bb-folder', dataVersion: 3 } },
      changes: [
        { name: 'position', oldValue: null, newValue: -1 },
        { name: 'isTracked', oldValue: true, newValue: false },
      ],
    });
  });

  it('shows a grade of an application as the grade of who made the attempt', async () => {
    const term = new Term();
    const event = await take(term, term.grade());
    await isFoundByAll(event);
    expect(event).toMatchObject({
      __typename: 'GradeEvent',
      profile: 'GradingProfile',
      attempt: { count: 2, assignee: { id: term.ada } },
      score: {
        scoreGiven: 56.5,
        maxScore: 60,
        scoredBy: { id: `${term.site}/applications/grades` },
        comment: 'good',
      },
    });
    expect(event['person'].identifiers).toContainEqual(
      expect.objectContaining({ type: 'IRI', value: term.ada }),
    );
  });

  it('shows every member of another event, and what the standard asks otherwise', async () => {
    const term = new Term();
    const event = await take(
      term,
      term.navigation({
        '@context': V1P2,
        profile: 'ReadingProfile',
        target: { id: `${term.site}/pages/2`, type: 'WebPage' },
        referrer: `${term.site}/pages/0`,
        extensions: { 'example:depth': { of: [1] } },
        eventTime: '2026-03-02T10:30:00+01:00',
        unheardOf: 1,
      }),
    );
    expect(event).toMatchObject({
      __typename: 'OtherCaliperEvent',
      typeNamespace: 'CALIPER',
      dialect: 'V1P2',
      occurredAt: '2026-03-02T09:30:00.000Z',
      actor: { id: term.ada, type: 'Person' },
      object: { name: 'Syllabus', data: { type: 'WebPage' } },
      target: { id: `${term.site}/pages/2` },
      referrer: { id: `${term.site}/pages/0`, type: null },
      edApp: { type: 'SoftwareApplication' },
      group: { type: 'CourseOffering' },
      session: { id: `${term.site}/sessions/s1` },
      generated: null,
      extensions: { 'example:depth': { of: [1] } },
    });
    expect(items(event['conformance']).map(({ code }) => code)).not.toEqual([]);
  });
});
