import type { JsonObject } from '../kernel/json';
import type { Problem } from '../kernel/problem';
import { conformanceOf } from './conformance';
import { NO_ENVELOPE } from './envelope';

const V1P1 = 'http://purl.imsglobal.org/ctx/caliper/v1p1';
const V1P2 = 'http://purl.imsglobal.org/ctx/caliper/v1p2';
const UUID = 'c0a80101-5a3e-4f0c-9d52-1f2e3d4c5b6a';

const person = { id: 'https://uni.example/people/7', type: 'Person' };
const learn = { id: 'https://uni.example/lms', type: 'SoftwareApplication' };
const quiz = { id: 'https://uni.example/quizzes/3', type: 'Assessment' };
const attempt = { id: 'https://uni.example/quizzes/3/attempts/1', type: 'Attempt' };

/** A faultless event of 1.2, with what a test changes; undefined leaves a property out. */
function quizStarted(changes: Record<string, unknown> = {}): JsonObject {
  const event: Record<string, unknown> = {
    '@context': V1P2,
    id: `urn:uuid:${UUID}`,
    type: 'AssessmentEvent',
    profile: 'AssessmentProfile',
    actor: person,
    action: 'Started',
    object: quiz,
    generated: attempt,
    eventTime: '2026-03-02T08:15:00.000Z',
    edApp: learn,
    ...changes,
  };
  return JSON.parse(JSON.stringify(event)) as JsonObject;
}

function lines(problems: readonly Problem[]): string[] {
  return problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

function found(changes: Record<string, unknown>): string[] {
  return lines(conformanceOf(quizStarted(changes)));
}

describe('a faultless event', () => {
  it.each([
    ['1.2', {}],
    ['1.1', { '@context': V1P1, profile: undefined }],
    [
      '1.2 with IRIs where words would do',
      { type: 'http://purl.imsglobal.org/caliper/AssessmentEvent' },
    ],
    ['an action as an IRI', { action: 'http://purl.imsglobal.org/caliper/actions/Started' }],
    ['a context in a list', { '@context': [{ x: 'https://x.example/' }, V1P2] }],
    ['entities as IRIs', { actor: person.id, object: quiz.id, edApp: learn.id, generated: '_:a' }],
    ['a longer id', { id: `URN:UUID:${UUID.toUpperCase()}` }],
  ])('of %s has no issue', (_what, changes) => expect(found(changes)).toEqual([]));

  it('of 1.0 has full IRIs, no id, and nulls', () => {
    const event = {
      '@context': 'http://purl.imsglobal.org/ctx/caliper/v1/Context',
      '@type': 'http://purl.imsglobal.org/caliper/v1/AssessmentEvent',
      actor: {
        '@id': person.id,
        '@type': 'http://purl.imsglobal.org/caliper/v1/lis/Person',
        name: null,
      },
      action: 'http://purl.imsglobal.org/vocab/caliper/v1/action#Started',
      object: {
        '@id': quiz.id,
        '@type': 'http://purl.imsglobal.org/caliper/v1/Assessment',
        objectType: [],
        alignedLearningObjective: [],
      },
      target: null,
      generated: {
        '@id': attempt.id,
        '@type': 'http://purl.imsglobal.org/caliper/v1/Attempt',
        actor: person.id,
        count: 1,
      },
      eventTime: '2026-03-02T08:15:00.000Z',
    };
    expect(conformanceOf(event)).toEqual([]);
  });
});

describe('an event must have', () => {
  it.each(['type', 'actor', 'action', 'object', 'eventTime', 'id'])('%s', (key) => {
    expect(found({ [key]: undefined })).toEqual([`ERROR REQUIRED /${key}`]);
  });

  it.each(['type', 'actor', 'action', 'object', 'eventTime', 'id'])(
    '%s that is not null',
    (key) => {
      expect(found({ [key]: null })).toEqual([`ERROR REQUIRED /${key}`]);
    },
  );

  it('a context, unless its envelope says which version is meant', () => {
    const event = quizStarted({ '@context': undefined });
    expect(lines(conformanceOf(event))).toEqual(['ERROR REQUIRED /@context']);
    const envelope = { ...NO_ENVELOPE, dataVersion: V1P2 };
    expect(lines(conformanceOf(event, { envelope }))).toEqual(['WARNING NO_CONTEXT /@context']);
  });

  it('federatedSession, where a tool is launched', () => {
    const launch = {
      type: 'ToolLaunchEvent',
      object: learn,
      generated: undefined,
      profile: undefined,
    };
    expect(found({ ...launch, action: 'Launched' })).toEqual(['ERROR REQUIRED /federatedSession']);
    expect(found({ ...launch, action: 'Returned' })).toEqual([]);
    const federatedSession = { id: 'https://uni.example/lti/1', type: 'LtiSession' };
    expect(found({ ...launch, action: 'Launched', federatedSession })).toEqual([]);
  });
});

describe('what is null but need not be there', () => {
  it('is doubtful since 1.1', () => {
    expect(found({ target: null })).toEqual(['WARNING NULL /target']);
    expect(found({ actor: { ...person, name: null } })).toEqual(['WARNING NULL /actor/name']);
  });
});

describe('the id of an event', () => {
  it('must be a UUID as a URN', () => {
    expect(found({ id: 'https://uni.example/events/1' })).toEqual(['ERROR NOT_A_UUID /id']);
    expect(found({ id: 'urn:uuid:1' })).toEqual(['ERROR NOT_A_UUID /id']);
    expect(found({ id: 7 })).toEqual(['ERROR NOT_A_UUID /id']);
  });

  it('is doubtful as a bare UUID', () => {
    expect(found({ id: UUID })).toEqual(['WARNING EVENT_ID_BARE_UUID /id']);
  });

  it("is doubtful where it is the sensor's", () => {
    const envelope = { ...NO_ENVELOPE, sensor: UUID };
    const problems = conformanceOf(quizStarted({ id: UUID }), { envelope });
    expect(lines(problems)).toEqual(['WARNING EVENT_ID_IS_SENSOR /id']);
  });
});

describe('the time of an event', () => {
  it.each([
    ['2026-03-02', 'ERROR NOT_A_TIMESTAMP /eventTime'],
    ['2026-02-30T08:15:00.000Z', 'ERROR NOT_A_TIMESTAMP /eventTime'],
    [1772439300000, 'ERROR NOT_A_TIMESTAMP /eventTime'],
    ['2026-03-02T08:15:00Z', 'WARNING TIMESTAMP_FORM /eventTime'],
    ['2026-03-02T08:15:00.123456Z', 'WARNING TIMESTAMP_FORM /eventTime'],
    ['2026-03-02T08:15:00.000+01:00', 'WARNING TIMESTAMP_NOT_UTC /eventTime'],
    ['2026-03-02T08:15:00.000', 'WARNING TIMESTAMP_WITHOUT_ZONE /eventTime'],
  ])('written %s is %s', (eventTime, issue) => expect(found({ eventTime })).toEqual([issue]));

  it('is worth a note where it is later than the time of sending', () => {
    const sentAt = (sendTime: string) =>
      lines(conformanceOf(quizStarted(), { envelope: { ...NO_ENVELOPE, sendTime } }));
    expect(sentAt('2026-03-02T08:14:59.999Z')).toEqual(['INFO SENT_BEFORE_IT_HAPPENED /eventTime']);
    expect(sentAt('2026-03-02T08:15:00.000Z')).toEqual([]);
  });
});

describe('the action', () => {
  it('must be one of its event type', () => {
    const [problem] = conformanceOf(quizStarted({ action: 'Graded' }));
    expect(problem).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      severity: 'ERROR',
      path: '/action',
      message:
        'action of an AssessmentEvent must be Started, Paused, Resumed, Restarted, Reset or Submitted; "Graded" came',
      came: '"Graded"',
    });
    expect(found({ action: 'Begun' })).toEqual(['ERROR UNKNOWN_ACTION /action']);
    expect(found({ action: 3 })).toEqual(['ERROR NOT_A_STRING /action']);
  });

  it('may be any of the standard for the plain Event', () => {
    const plain = { type: 'Event', object: quiz, profile: undefined };
    expect(found({ ...plain, action: 'Questioned' })).toEqual([]);
    expect(found({ ...plain, action: 'Begun' })).toEqual(['ERROR UNKNOWN_ACTION /action']);
  });

  it('is doubtful from another vocabulary', () => {
    const action = 'https://uni.example/actions/Begun';
    expect(found({ action })).toEqual(['WARNING FOREIGN_ACTION /action']);
  });

  it('may have either spelling that stands in the standard', () => {
    const thread = {
      type: 'ThreadEvent',
      object: 'https://uni.example/threads/1',
      generated: undefined,
    };
    expect(found({ ...thread, action: 'MarkedAsUnread' })).toEqual([]);
    expect(found({ ...thread, action: 'MarkedAsUnRead' })).toEqual([]);
  });

  it('is doubtful in a spelling that only senders know', () => {
    const managed = { type: 'ResourceManagementEvent', generated: undefined };
    expect(found({ ...managed, action: 'Created' })).toEqual([]);
    expect(found({ ...managed, action: 'Create' })).toEqual(['WARNING ACTION_SPELLING /action']);
  });

  it('of 1.0 is deprecated in 1.1 and gone in 1.2', () => {
    const item = {
      type: 'AssessmentItemEvent',
      action: 'Viewed',
      object: 'https://uni.example/items/1',
    };
    expect(found({ ...item, '@context': V1P1, profile: undefined })).toEqual([
      'WARNING DEPRECATED /action',
    ]);
    expect(found(item)).toEqual(['ERROR ACTION_NOT_ALLOWED /action']);
  });
});

describe('the parts of an event', () => {
  it('say what must stand there, and what came', () => {
    const [problem] = conformanceOf(quizStarted({ actor: learn }));
    expect(problem).toMatchObject({
      code: 'WRONG_TYPE',
      severity: 'ERROR',
      path: '/actor/type',
      message: 'actor of an AssessmentEvent must be a Person; a SoftwareApplication came',
      required: 'a Person',
      came: 'SoftwareApplication',
    });
  });

  it.each([
    ['object', person],
    ['generated', person],
    ['edApp', person],
    ['group', person],
    ['membership', person],
    ['session', person],
    ['federatedSession', { id: 'https://uni.example/s/1', type: 'Session' }],
  ])('%s of another type is an error', (key, value) => {
    expect(found({ [key]: value })).toEqual([`ERROR WRONG_TYPE /${key}/type`]);
  });

  it('may be of a type below the required one', () => {
    const section = { id: 'https://uni.example/courses/1', type: 'CourseSection' };
    expect(found({ group: section, session: { ...section, type: 'LtiSession' } })).toEqual([]);
  });

  it('are doubtful where their type says too little', () => {
    const object = { id: quiz.id, type: 'Entity' };
    expect(found({ object })).toEqual(['WARNING UNSPECIFIC_TYPE /object/type']);
  });

  it('may be of any type where the row of the event type says nothing', () => {
    expect(found({ target: person, referrer: person })).toEqual([]);
  });

  it('must be an object or an IRI', () => {
    expect(found({ object: 'the quiz' })).toEqual(['ERROR NOT_AN_IRI /object']);
    expect(found({ object: 12 })).toEqual(['ERROR NOT_AN_ENTITY /object']);
    expect(found({ object: [quiz] })).toEqual(['ERROR NOT_AN_ENTITY /object']);
  });

  it('may depend on the action', () => {
    const session = { id: 'https://uni.example/sessions/9', type: 'Session' };
    const event = { type: 'SessionEvent', profile: 'SessionProfile', generated: undefined };
    expect(found({ ...event, action: 'TimedOut', actor: learn, object: session })).toEqual([]);
    expect(found({ ...event, action: 'LoggedIn', object: learn })).toEqual([]);
    expect(found({ ...event, action: 'TimedOut', object: session })).toEqual([
      'ERROR WRONG_TYPE /actor/type',
    ]);
  });
});

describe('the type of an event', () => {
  it('must be known where it is in the namespace of the standard', () => {
    expect(found({ type: 'QuizEvent' })).toEqual(['ERROR UNKNOWN_TYPE /type']);
  });

  it('is doubtful in another namespace, and the rest is checked as far as it can be', () => {
    const type = 'https://uni.example/vocabulary/QuizEvent';
    expect(found({ type })).toEqual(['WARNING FOREIGN_TYPE /type']);
    expect(found({ type, action: 'Begun', eventTime: 'now' })).toEqual([
      'ERROR NOT_A_TIMESTAMP /eventTime',
      'WARNING FOREIGN_TYPE /type',
    ]);
  });

  it('is doubtful where a later version brought it, unless an extension brings it back', () => {
    const search = {
      type: 'SearchEvent',
      action: 'Searched',
      generated: undefined,
      profile: undefined,
    };
    expect(found({ ...search, '@context': V1P1 })).toEqual(['WARNING NOT_IN_VERSION /type']);
    const extension = `${V1P1}/SearchProfile-extension`;
    expect(found({ ...search, '@context': [extension, V1P1] })).toEqual([]);
  });

  it('is doubtful where it is deprecated', () => {
    const outcome = {
      type: 'OutcomeEvent',
      action: 'Graded',
      object: attempt,
      generated: undefined,
    };
    expect(found(outcome)).toEqual(['WARNING DEPRECATED /type']);
  });
});

describe('what else an event has', () => {
  it('must be a known profile', () => {
    expect(found({ profile: 'QuizProfile' })).toEqual(['ERROR UNKNOWN_VALUE /profile']);
  });

  it('must be extensions that are an object', () => {
    expect(found({ extensions: { 'com.example': [1] } })).toEqual([]);
    expect(found({ extensions: 'https://uni.example/ext' })).toEqual([
      'ERROR NOT_AN_OBJECT /extensions',
    ]);
  });

  it('belongs into extensions where the standard does not name it', () => {
    expect(found({ mood: 'good' })).toEqual(['WARNING UNKNOWN_PROPERTY /mood']);
  });

  it('is lost where its name is misspelt', () => {
    expect(found({ edApp: undefined, edapp: learn })).toEqual(['ERROR MISSPELT_PROPERTY /edapp']);
  });
});

describe('the context', () => {
  it('must be known', () => {
    const problems = found({ '@context': 'https://uni.example/context', profile: undefined });
    expect(problems).toEqual(['ERROR UNKNOWN_CONTEXT /@context']);
  });

  it('should be that of the envelope', () => {
    const envelope = { ...NO_ENVELOPE, dataVersion: V1P1 };
    const problems = conformanceOf(quizStarted(), { envelope });
    expect(lines(problems)).toEqual(['WARNING MIXED_VERSIONS /@context']);
  });
});

describe('Blackboard Learn', () => {
  const content = {
    type: 'http://caliper.blackboard.com/caliper/v1/ContentEvent',
    '@context': V1P1,
    profile: undefined,
    action: 'http://caliper.blackboard.com/vocab/caliper/v1/action#Create',
    object: {
      id: 'https://uni.example/content/1',
      type: 'http://caliper.blackboard.com/caliper/v1/Content',
    },
    generated: undefined,
  };

  it('has event types of its own', () => expect(found(content)).toEqual([]));

  it('takes liberties, which are doubtful', () => {
    expect(found({ ...content, object: quiz, federatedSession: 'session7' })).toEqual([
      'WARNING WRONG_TYPE /object/type',
      'WARNING NOT_AN_IRI /federatedSession',
    ]);
    expect(found({ ...content, colour: null })).toEqual(['INFO UNKNOWN_PROPERTY /colour']);
  });

  it('is known in standard events by its extension keys', () => {
    const actor = { ...person, extensions: { 'bb:user.id': '_7_1' } };
    expect(
      found({ actor, federatedSession: 'session7', '@context': V1P1, profile: undefined }),
    ).toEqual(['WARNING NOT_AN_IRI /federatedSession']);
  });

  it('cannot do without what makes an event', () => {
    expect(found({ ...content, actor: null })).toEqual(['ERROR REQUIRED /actor']);
  });
});

describe('the list of issues', () => {
  it('has paths from the root of the body', () => {
    const problems = conformanceOf(quizStarted({ id: UUID }), { path: '/data/4' });
    expect(problems.map(({ path }) => path)).toEqual(['/data/4/id']);
  });

  it('shows no more than 200 characters of what came', () => {
    const [problem] = conformanceOf(quizStarted({ action: 'x'.repeat(5000) }));
    expect(problem?.message.length).toBeLessThan(400);
  });

  it('is one line for an item that nests too deep', () => {
    let deep: JsonObject = {};
    for (let at = 0; at < 30; at += 1) deep = { isPartOf: deep };
    expect(found({ object: deep })).toEqual(['ERROR PAYLOAD_TOO_DEEP ']);
  });
});

describe('senders older than the final 1.0', () => {
  it('may say startedAtTime for eventTime', () => {
    const old = {
      '@context': 'http://purl.imsglobal.org/ctx/caliper/v1/ViewEvent',
      '@type': 'http://purl.imsglobal.org/caliper/v1/ViewEvent',
      actor: person.id,
      action: 'http://purl.imsglobal.org/vocab/caliper/v1/action#Viewed',
      object: 'https://uni.example/pages/1',
      startedAtTime: 1402965614516,
    };
    expect(lines(conformanceOf(old))).toEqual([
      'WARNING UNKNOWN_CONTEXT /@context',
      'WARNING TIME_AS_STARTED_AT /eventTime',
      'INFO UNKNOWN_PROPERTY /startedAtTime',
    ]);
  });
});
