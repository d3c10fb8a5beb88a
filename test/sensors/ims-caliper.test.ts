import { setTimeout as sleep } from 'node:timers/promises';
import caliper from 'ims-caliper';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data, GqlClient } from '../kit/gql';
import { unique } from '../kit/ids';
import { nodes } from '../kit/operations';

type Delegate = Data & { readonly type: string };

/** Exports of the package of one kind: those whose type is among the terms. */
function delegates(
  terms: Readonly<Record<string, { readonly term: string }>>,
): [string, Delegate][] {
  const known = new Set(Object.values(terms).map(({ term }) => term));
  return Object.entries(caliper as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    const type = (value as { readonly type?: unknown } | null)?.type;
    return typeof type === 'string' && known.has(type) ? [[name, value as Delegate]] : [];
  });
}

const EVENTS = delegates(caliper.EventType);
const ENTITIES = delegates(caliper.EntityType);

/** The package's actions name GradeEvent by its name in Caliper 1.0. */
const OLD_NAMES: Readonly<Record<string, string>> = { GradeEvent: 'outcomeEvent' };

/** What an event is about, where the standard has something of its own for it. */
const OBJECTS: Readonly<Record<string, string>> = {
  AnnotationEvent: 'Document',
  AssessmentEvent: 'Assessment',
  AssessmentItemEvent: 'AssessmentItem',
  AssignableEvent: 'AssignableDigitalResource',
  ForumEvent: 'Forum',
  GradeEvent: 'Attempt',
  MediaEvent: 'VideoObject',
  MessageEvent: 'Message',
  SessionEvent: 'SoftwareApplication',
  ThreadEvent: 'Thread',
  ToolUseEvent: 'SoftwareApplication',
};

const site = `https://sensor.example/${unique('site')}`;

function entity(name: string, id: string, more: object = {}): Data {
  const [, delegate] = ENTITIES.find(([known]) => known === name) as [string, Delegate];
  return caliper.EntityFactory().create(delegate, { id: `${site}/${id}`, ...more });
}

/** An event of each kind with each action that the package has for it. */
function everyEvent(): Data[] {
  return EVENTS.flatMap(([name, delegate]) => {
    const kind = OLD_NAMES[name] ?? name.replace(/^./, (first) => first.toLowerCase());
    const actions = Object.values(caliper.Actions).filter(({ events }) => events.includes(kind));
    return actions.map(({ term }) =>
      caliper.EventFactory().create(delegate, {
        actor: entity('Person', 'users/1'),
        action: term,
        object: entity(OBJECTS[name] ?? 'DigitalResource', `${name}/1`, { name }),
        eventTime: '2026-03-02T09:30:00.000Z',
        edApp: entity('SoftwareApplication', 'app'),
        group: entity('CourseSection', 'sections/1', { courseNumber: unique('CS') }),
        membership: entity('Membership', 'sections/1/rosters/1', {
          member: `${site}/users/1`,
          organization: `${site}/sections/1`,
          roles: ['Learner'],
          status: 'Active',
        }),
        session: entity('Session', 'sessions/1'),
      }),
    );
  });
}

const FOUND = `query ($sensor: String!, $after: String) {
  events(filter: { sensor: $sensor }, orderBy: RECEIVED_ASC, first: 100, after: $after) {
    edges { node { type typeNamespace action rawText ... on CaliperEvent { sourceId dialect actor { id } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

describeEachEngine('the sensor that npm has (ims-caliper), unmodified', (engine) => {
  const gateway = sharedGateway(engine, { auth: 'on' });
  const sensorId = `${site}/sensor`;

  /** Sends as an application would, and waits until the gateway has written so many receipts. */
  const send = async (envelopes: readonly object[]): Promise<void> => {
    const expected = (await gateway().count('receipt')) + envelopes.length;
    for (const envelope of envelopes) caliper.Sensor.sendToClient(caliper.HttpClient, envelope);
    for (let waited = 0; (await gateway().count('receipt')) < expected; waited += 1) {
      if (waited > 2500) throw new Error(`${expected} receipts were expected`);
      await sleep(20);
    }
  };

  const found = async (reader: GqlClient): Promise<Data[]> => {
    const all: Data[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Data = (await reader.ask(FOUND, { sensor: sensorId, after }))['events'];
      all.push(...nodes(page));
      if (page['pageInfo'].hasNextPage !== true) return all;
      after = page['pageInfo'].endCursor as string;
    }
  };

  it('has every event that it can build found again, with its type, its action and its text', async () => {
    const { key } = await gateway().issue(['caliper:ingest']);
    const reader = await gateway().withKey(['events:read', 'pii:read']);
    caliper.Sensor.initialize(sensorId);
    caliper.HttpClient.initialize(unique('client'), {
      ...caliper.HttpOptions,
      uri: `${gateway().url}/caliper`,
      headers: { ...caliper.HttpOptions.headers, Authorization: key },
      json: true,
    });
    caliper.Sensor.registerClient(caliper.HttpClient);

    const events = everyEvent();
    expect(EVENTS.length).toBeGreaterThanOrEqual(14);
    expect(events.length).toBeGreaterThan(100);
    const envelopes = [...new Set(events.map(({ type }) => type as string))].map((kind) =>
      caliper.Sensor.createEnvelope({ data: events.filter(({ type }) => type === kind) }),
    );
    const sent = envelopes.flatMap((envelope) => {
      const { data } = JSON.parse(caliper.ClientUtils.stringify(envelope)) as { data: Data[] };
      return data;
    });

    await send(envelopes);
    const stored = await found(reader);
    const told = ({ id, type, action, actor }: Data) => [id, 'CALIPER', type, action, actor.id];
    expect(
      stored.map(({ sourceId, typeNamespace, type, action, actor }) => [
        sourceId,
        typeNamespace,
        type,
        action,
        actor.id,
      ]),
    ).toEqual(expect.arrayContaining(sent.map(told)));
    expect(stored).toHaveLength(sent.length);
    expect(new Set(stored.map(({ dialect }) => dialect as string))).toEqual(new Set(['V1P1']));
    expect(new Set(stored.map(({ rawText }) => rawText as string))).toEqual(
      new Set(sent.map((event) => JSON.stringify(event))),
    );
    expect(await gateway().count('quarantine')).toBe(0);

    await send(envelopes);
    expect(await found(reader)).toHaveLength(sent.length);
  });

  it('has every entity that it can describe taken in', async () => {
    const data = ENTITIES.map(([name, delegate], at) =>
      caliper.EntityFactory().create(delegate, { id: `${site}/described/${at}`, name }),
    );
    expect(data.length).toBeGreaterThan(40);
    await send([caliper.Sensor.createEnvelope({ data })]);
    expect(await gateway().count('entity_description')).toBe(data.length);
    expect(await gateway().count('quarantine')).toBe(0);
  });
});
