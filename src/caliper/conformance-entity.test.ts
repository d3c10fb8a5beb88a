import type { JsonObject } from '../kernel/json';
import { conformanceOf } from './conformance';

const V1P1 = 'http://purl.imsglobal.org/ctx/caliper/v1p1';
const V1P2 = 'http://purl.imsglobal.org/ctx/caliper/v1p2';
const person = { id: 'https://uni.example/people/7', type: 'Person' };
const attempt = { id: 'https://uni.example/attempts/1', type: 'Attempt' };

function found(entity: Record<string, unknown>, context = V1P2): string[] {
  const { type } = entity;
  const whole = { '@context': context, id: `https://uni.example/${String(type)}`, ...entity };
  const problems = conformanceOf(JSON.parse(JSON.stringify(whole)) as JsonObject);
  return problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

describe('a described entity', () => {
  it('must have a type that is known, or in a namespace of its own', () => {
    expect(found({ type: 'Person' })).toEqual([]);
    expect(found({ type: 'Professor' })).toEqual(['ERROR UNKNOWN_TYPE /type']);
    expect(found({ type: 'https://uni.example/Professor' })).toEqual([
      'WARNING FOREIGN_TYPE /type',
    ]);
    expect(found({ type: undefined })).toEqual(['ERROR REQUIRED /type']);
  });

  it('is of one type: the first is taken where several came', () => {
    expect(found({ type: ['Person', 'Agent'], name: 7 })).toEqual([
      'ERROR NOT_A_STRING /name',
      'WARNING SEVERAL_TYPES /type',
    ]);
  });

  it('must have an id that is an IRI', () => {
    expect(found({ type: 'Person', id: undefined })).toEqual(['ERROR REQUIRED /id']);
    expect(found({ type: 'Person', id: 'jane' })).toEqual(['ERROR NOT_AN_IRI /id']);
    expect(found({ type: 'Person', id: 7 })).toEqual(['ERROR NOT_AN_IRI /id']);
    expect(found({ type: 'Person', id: '_:jane' })).toEqual([]);
  });

  it('needs no id where it is but a part of others', () => {
    const email = {
      type: 'SystemIdentifier',
      identifier: 'j@uni.example',
      identifierType: 'EmailAddress',
    };
    expect(found({ ...email, id: undefined })).toEqual([]);
    expect(found({ type: 'TextPositionSelector', id: undefined, start: 1, end: 2 })).toEqual([]);
  });
});

describe('a property', () => {
  it.each<[string, string, unknown, unknown, string]>([
    ['String', 'Person', 'Jane', 7, 'NOT_A_STRING'],
    ['Boolean', 'AudioObject', true, 'yes', 'NOT_A_BOOLEAN'],
    ['Integer', 'Attempt', 2, 2.5, 'NOT_AN_INTEGER'],
    ['Integer', 'Attempt', 0, '2', 'NOT_AN_INTEGER'],
    ['Decimal', 'NumericScale', 0.5, '0.5', 'NOT_A_NUMBER'],
    ['DateTime', 'Person', '2026-03-02T08:15:00.000Z', '2026-03-02', 'NOT_A_TIMESTAMP'],
    ['Duration', 'Attempt', 'PT50M30S', '50 minutes', 'NOT_A_DURATION'],
    ['Map', 'LtiSession', { iss: 'x' }, 'iss', 'NOT_AN_OBJECT'],
  ])('that is %s of %s takes %j and not %j', (kind, type, good, bad, code) => {
    const names: Record<string, string> = {
      String: 'name',
      Boolean: 'muted',
      Integer: 'count',
      Decimal: 'step',
      DateTime: 'dateCreated',
      Duration: 'duration',
      Map: 'messageParameters',
    };
    const name = names[kind] as string;
    expect(found({ type, [name]: good })).toEqual([]);
    expect(found({ type, [name]: bad })).toEqual([`ERROR ${code} /${name}`]);
  });

  it.each(['P1Y2M3DT4H5M6S', 'P3W', 'PT0.5S', 'PT1,5H', 'P1D'])('may last %s', (duration) => {
    expect(found({ type: 'Attempt', duration })).toEqual([]);
  });

  it.each(['P', 'PT', 'P1DT', '1H', 'PT5', 'P-1D', 'PT1H '])('cannot last %j', (duration) => {
    expect(found({ type: 'Attempt', duration })).toEqual(['ERROR NOT_A_DURATION /duration']);
  });

  it('that is a list must be an array, and its items what they must be', () => {
    expect(found({ type: 'TagAnnotation', tags: ['a', 'b'] })).toEqual([]);
    expect(found({ type: 'TagAnnotation', tags: 'a' })).toEqual(['ERROR NOT_A_LIST /tags']);
    expect(found({ type: 'TagAnnotation', tags: ['a', 1, null] })).toEqual([
      'ERROR NOT_A_STRING /tags/1',
      'ERROR NOT_A_STRING /tags/2',
    ]);
  });

  it('that is an entity must be of its type, at any depth', () => {
    expect(found({ type: 'Score', attempt, scoredBy: person })).toEqual([]);
    expect(found({ type: 'Score', attempt: { ...attempt, assignee: attempt } })).toEqual([
      'ERROR WRONG_TYPE /attempt/assignee/type',
    ]);
    expect(found({ type: 'SharedAnnotation', withAgents: [person, attempt] })).toEqual([
      'ERROR WRONG_TYPE /withAgents/1/type',
    ]);
  });

  it('that has no identity of its own cannot be an IRI', () => {
    const highlight = { type: 'HighlightAnnotation' };
    const selection = { type: 'TextPositionSelector', start: 3, end: 9 };
    expect(found({ ...highlight, selection })).toEqual([]);
    expect(found({ ...highlight, selection: person.id })).toEqual([
      'ERROR NOT_AN_ENTITY /selection',
    ]);
  });

  it('that 1.2 requires must be there, in 1.2', () => {
    expect(found({ type: 'Result' })).toEqual(['ERROR REQUIRED /attempt']);
    expect(found({ type: 'Result', attempt: null })).toEqual(['ERROR REQUIRED /attempt']);
    expect(found({ type: 'Result' }, V1P1)).toEqual([]);
  });

  it('that is inherited counts like its own', () => {
    expect(found({ type: 'VideoObject', duration: 'PT5M', keywords: ['x'] })).toEqual([]);
    expect(found({ type: 'CourseSection', courseNumber: 101 })).toEqual([
      'ERROR NOT_A_STRING /courseNumber',
    ]);
  });

  it('that only 1.0 had is unknown since', () => {
    expect(found({ type: 'Document', objectType: [] })).toEqual([
      'WARNING UNKNOWN_PROPERTY /objectType',
    ]);
  });

  it('longer than receivers must take is doubtful', () => {
    expect(found({ type: 'Person', name: 'x'.repeat(256) })).toEqual([]);
    expect(found({ type: 'Person', name: 'x'.repeat(257) })).toEqual(['WARNING LONG_STRING /name']);
    expect(found({ type: 'Person', id: `urn:x:${'y'.repeat(2043)}` })).toEqual([
      'WARNING LONG_STRING /id',
    ]);
  });

  it('with a slip in its name is lost, unless the right one is there too', () => {
    expect(found({ type: 'Session', endedAtTiem: 'x' })).toEqual([
      'ERROR MISSPELT_PROPERTY /endedAtTiem',
    ]);
    const endedAtTime = '2026-03-02T08:15:00.000Z';
    expect(found({ type: 'Session', endedAtTiem: 'x', endedAtTime })).toEqual([
      'WARNING UNKNOWN_PROPERTY /endedAtTiem',
    ]);
  });
});

describe('a membership', () => {
  const member = (changes: object): string[] => found({ type: 'Membership', ...changes });

  it('takes LIS roles as words and as IRIs', () => {
    const lis = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
    const roles = ['Learner', `${lis}#Instructor`, `${lis}/Instructor#TeachingAssistant`];
    expect(member({ roles })).toEqual([]);
  });

  it('takes no role that LIS does not have, and doubts those of others', () => {
    expect(member({ roles: ['Pupil'] })).toEqual(['ERROR UNKNOWN_VALUE /roles/0']);
    expect(member({ roles: ['https://uni.example/roles/Pupil'] })).toEqual([
      'WARNING FOREIGN_VALUE /roles/0',
    ]);
  });

  it('is Active or Inactive, before 1.2 also Deleted', () => {
    expect(member({ status: 'Active' })).toEqual([]);
    expect(member({ status: 'http://purl.imsglobal.org/vocab/lis/v2/status#Inactive' })).toEqual(
      [],
    );
    expect(member({ status: 'Gone' })).toEqual(['ERROR UNKNOWN_VALUE /status']);
    expect(member({ status: 'Deleted' })).toEqual(['WARNING OLD_VALUE /status']);
    expect(found({ type: 'Membership', status: 'Deleted' }, V1P1)).toEqual([]);
  });
});

describe('other enumerations', () => {
  it.each([
    [{ type: 'AggregateMeasure', metricValue: 1.5, metric: 'WordsRead' }, 'metric'],
    [{ type: 'LtiLink', messageType: 'LtiResourceLinkRequest' }, 'messageType'],
    [
      { type: 'SystemIdentifier', identifier: 'x', identifierType: 'EmailAddress' },
      'identifierType',
    ],
  ])('know their values: %j', (entity, key) => {
    expect(found(entity)).toEqual([]);
    expect(found({ ...entity, [key]: 'Whatever' })).toEqual([`ERROR UNKNOWN_VALUE /${key}`]);
    expect(found({ ...entity, [key]: 1 })).toEqual([`ERROR UNKNOWN_VALUE /${key}`]);
  });
});
