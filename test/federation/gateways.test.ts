import { type RunningRouter, serveWithApollo } from '../../scripts/supergraph/apollo-gateway';
import { serveWithHive } from '../../scripts/supergraph/hive-gateway';
import { SAMPLE_QUERY } from '../../scripts/supergraph/sample-query';
import {
  type SampleSubgraphs,
  startSampleSubgraphs,
} from '../../scripts/supergraph/sample-subgraphs';
import type { Data, Variables } from '../kit/gql';
import { nodes } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';
import { NOTED, notes } from './notes-subgraph';

/** The last says whether it goes from our interface to another's @interfaceObject; Hive 2.12 asks nobody. */
const ROUTERS = [
  ['@apollo/gateway', serveWithApollo, true],
  ['Hive Gateway', serveWithHive, false],
] as const;

describe.each(ROUTERS)('a supergraph behind %s', (_name, serve, joinsInterfaces) => {
  let subgraphs: SampleSubgraphs;
  let router: RunningRouter;

  beforeAll(async () => {
    subgraphs = await startSampleSubgraphs(notes);
    router = await serve(subgraphs);
  }, 60_000);
  afterAll(async () => {
    await router?.close();
    await subgraphs?.close();
  });

  const send = async (query: string, variables: Variables = {}): Promise<Data> => {
    const response = await fetch(router.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Data;
  };
  const ask = async (query: string, variables: Variables = {}): Promise<Data> => {
    const { data, errors } = await send(query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Data;
  };

  it('answers the example’s question', async () => {
    const { catalogue } = await ask(SAMPLE_QUERY);
    expect(catalogue).toMatchObject([
      {
        courseNumber: 'BIO-110',
        title: 'Cell Biology: From Membrane to Nucleus',
        credits: 4,
        events: { pageInfo: { hasNextPage: true } },
      },
      { courseNumber: 'STA-210', credits: 3 },
    ]);
    for (const { credits, workload, activityTotals } of catalogue) {
      const { count, persons } = activityTotals;
      expect(workload).toBe(Math.round((count / persons / credits) * 10) / 10);
      expect(count).toBeGreaterThan(10);
    }
  });

  it('computes a field of another subgraph from ours, though nobody selects ours (@requires)', async () => {
    const asked = await ask('{ course(courseNumber: "BIO-110") { name title workload } }');
    expect(asked['course']).toEqual({
      name: 'Cell Biology',
      title: 'Cell Biology: From Membrane to Nucleus',
      workload: expect.any(Number),
    });
    const other = await ask('{ course(courseNumber: "BIO-110-L1") { name title workload } }');
    expect(other['course']).toEqual({
      name: 'Cell Biology, Laboratory 1',
      title: null,
      workload: null,
    });
  });

  it('lets another subgraph answer a field in our place (@override)', async () => {
    const query = `query ($identifier: IdentifierInput!) {
      person(identifier: $identifier) { name givenName preferredName avatar }
    }`;
    const person = async (value: string) =>
      (await ask(query, { identifier: { type: 'EMAIL', value } }))['person'];
    expect(await person('ada.reyes@example.edu')).toEqual({
      name: 'Adi Reyes',
      givenName: 'Ada',
      preferredName: 'Adi Reyes',
      avatar: 'https://people.example.edu/avatars/ada.reyes.png',
    });
    expect(await person('bela.novak@example.edu')).toEqual({
      name: 'Bela Novak',
      givenName: 'Bela',
      preferredName: null,
      avatar: null,
    });
    expect(await person('nobody@example.edu')).toBeNull();
  });

  it('comes to our persons by an identifier that another subgraph knows', async () => {
    const { colleague } = await ask(
      '{ colleague(email: "ada.reyes@example.edu") { id email avatar courses(first: 1) { edges { node { courseNumber title } } } } }',
    );
    expect(colleague).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      email: 'ada.reyes@example.edu',
      avatar: 'https://people.example.edu/avatars/ada.reyes.png',
      courses: { edges: [{ node: expect.objectContaining({ courseNumber: expect.any(String) }) }] },
    });
  });

  it('takes fragments of the interface, and of its types', async () => {
    const { events } = await ask(`{
      events(first: 100, filter: { sources: [HUB, CALIPER] }, orderBy: OCCURRED_ASC) {
        edges { node { ...Facts ... on CaliperEvent { dialect } ... on HubEvent { eventId } } }
      }
    }
    fragment Facts on Event { __typename id occurredAt course { courseNumber credits } }`);
    const all = nodes(events);
    expect(new Set(all.map((one) => one['__typename'])).size).toBeGreaterThan(4);
    for (const { __typename, dialect, eventId } of all) {
      if (__typename === 'HubEvent') expect(eventId).toMatch(/^.+-[0-9a-f-]{36}$/);
      else expect(dialect).toMatch(/^V1P[012]$/);
    }
    const biology = all.filter(({ course }) => course?.courseNumber === 'BIO-110');
    expect(biology.length).toBeGreaterThan(1);
    for (const { course } of biology) expect(course.credits).toBe(4);
  });

  it('joins what another subgraph says of every event, by the interface alone', async () => {
    const { events } = await ask(
      '{ events(first: 50) { edges { node { id __typename occurredAt } } } }',
    );
    const all = nodes(events);
    const some = ['HubEvent', 'LtiEvent', 'GradeEvent'].map((type) =>
      all.find(({ __typename }) => __typename === type),
    ) as Data[];
    NOTED.clear();
    for (const { id, __typename } of some) NOTED.set(id as string, `a note on a ${__typename}`);
    const { noted } = await ask('{ noted { id __typename note occurredAt } }');
    expect(noted).toEqual(
      some.map((one) => ({ ...one, note: `a note on a ${one['__typename']}` })),
    );
    const { events: again } = await ask('{ events(first: 50) { edges { node { id note } } } }');
    const joined = nodes(again).filter((one) => one['note'] !== null);
    expect(joined).toHaveLength(joinsInterfaces ? 3 : 0);
  });

  it('passes mutations on, and joins what they answer', async () => {
    const term = new Term();
    const group = { ...term.course(), courseNumber: 'STA-210' };
    const navigation = term.navigation({ group });
    const body = term.envelope([navigation]);
    const mutation = `mutation ($body: JSON!, $events: [HubEventInput!]!) {
      ingestCaliper(envelope: $body) {
        stored outcomes { status event { __typename course { courseNumber title } } }
      }
      publishHubEvents(events: $events) { stored outcomes { status problems { code } } }
    }`;
    const answer = await ask(mutation, { body, events: [hubEvent(), { eventType: 'x' }] });
    expect(answer).toMatchObject({
      ingestCaliper: {
        stored: 1,
        outcomes: [
          {
            status: 'STORED',
            event: {
              __typename: 'OtherCaliperEvent',
              course: {
                courseNumber: 'STA-210',
                title: 'Statistics for the Life Sciences, with R',
              },
            },
          },
        ],
      },
      publishHubEvents: { stored: 1, outcomes: [{ status: 'STORED' }, { status: 'REJECTED' }] },
    });
  });

  it('pages forward and backward through what is joined', async () => {
    const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
      memberships(first: $first, after: $after, last: $last, before: $before) {
        edges { node { id person { name } course { title } } }
        pageInfo { hasNextPage endCursor startCursor hasPreviousPage }
      }
    }`;
    const walk = async (forward: boolean): Promise<string[]> => {
      const ids: string[] = [];
      for (let cursor: string | null = null, more = true; more;) {
        const place: Variables = forward
          ? { first: 3, after: cursor }
          : { last: 3, before: cursor };
        const { memberships }: Data = await ask(query, place);
        const page = nodes(memberships).map(({ id }) => id as string);
        if (forward) ids.push(...page);
        else ids.unshift(...page);
        const { pageInfo } = memberships;
        cursor = forward ? pageInfo.endCursor : pageInfo.startCursor;
        more = forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
      }
      return ids;
    };
    const forward = await walk(true);
    expect(forward.length).toBeGreaterThan(6);
    expect(new Set(forward).size).toBe(forward.length);
    expect(await walk(false)).toEqual(forward);
  });

  it('gives our errors to the client with their code', async () => {
    const { errors } = await send('{ events(first: 501) { pageInfo { hasNextPage } } }');
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
