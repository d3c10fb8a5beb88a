import fc from 'fast-check';
import type { Problem } from '../kernel/problem';
import { HUB_LIMITS } from './hub-limits';
import { readHubEvent, type HubEventFacts } from './hub-event';

const good = {
  publisherProgramId: 'CardioCert',
  publisherSystemId: 'LB',
  eventType: 'AI_COMP_SUCCESS',
  publisherEventId: 'AI:1234',
  publisherParticipantId: 'ada@example.edu',
  publisherEventData: { activity: 'Infection control', hours: 1.5 },
  eventStartUtc: '2026-03-02T09:30:00Z',
  eventEndUtc: '2026-03-02T11:00:00.000Z',
};

function problemsOf(input: unknown): Problem[] {
  const read = readHubEvent(input);
  return 'problems' in read ? read.problems : [];
}

function factsOf(change: object = {}): HubEventFacts {
  const read = readHubEvent({ ...good, ...change });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.event;
}

const told = (input: unknown): string[] => problemsOf(input).map((p) => `${p.code} ${p.path}`);
const nested = (levels: number): object => (levels === 1 ? {} : { a: nested(levels - 1) });
const dataOfBytes = (bytes: number): object => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) });

describe('the event that keeps every rule', () => {
  it('is read into the facts that are stored', () => {
    expect(factsOf()).toMatchObject({
      programId: 'CardioCert',
      systemId: 'LB',
      eventType: 'AI_COMP_SUCCESS',
      publisherEventId: 'AI:1234',
      participantId: 'ada@example.edu',
      data: { activity: 'Infection control', hours: 1.5 },
      occurredAt: '2026-03-02 09:30:00.000',
      endedAt: '2026-03-02 11:00:00.000',
      text: JSON.stringify(good),
    });
  });

  it('keeps ids byte for byte, white space included', () => {
    const ids = {
      publisherEventId: ' AI:1 ',
      publisherProgramId: 'Á ',
      publisherParticipantId: 'a\tb',
    };
    expect(factsOf(ids)).toMatchObject({
      publisherEventId: ' AI:1 ',
      programId: 'Á ',
      participantId: 'a\tb',
    });
  });
});

const accepted: [string, object][] = [
  ['a program of 1 character', { publisherProgramId: 'P' }],
  ['a program of 25 characters', { publisherProgramId: 'p'.repeat(25) }],
  ['a program of 25 characters outside the basic plane', { publisherProgramId: '😀'.repeat(25) }],
  ['a publisher event id of 200 characters', { publisherEventId: 'e'.repeat(200) }],
  ['a participant of 200 characters', { publisherParticipantId: '😀'.repeat(200) }],
  ['an empty data object', { publisherEventData: {} }],
  ['data of 30 levels', { publisherEventData: nested(30) }],
  [
    'data of the most bytes',
    { publisherEventData: dataOfBytes(HUB_LIMITS.publisherEventDataBytes) },
  ],
  ['U+0000 and half a surrogate pair in data', { publisherEventData: { a: '\u0000\ud800' } }],
  ['no end', { eventEndUtc: undefined }],
  ['an end of null', { eventEndUtc: null }],
  ['an end that equals the start', { eventEndUtc: good.eventStartUtc }],
  ['a start at +00:00', { eventStartUtc: '2026-03-02T09:30:00+00:00' }],
  ['a start at -00:00', { eventStartUtc: '2026-03-02T09:30:00.5-00:00' }],
  ['the first year', { eventStartUtc: '1000-01-01T00:00:00Z' }],
  ['the last year', { eventStartUtc: '9999-12-31T23:59:59.999Z', eventEndUtc: null }],
  ...['LPI', 'AI'].flatMap((kind) =>
    ['STARTED', 'COMP_UNSUCCESS', 'COMP_SUCCESS', 'REOPENED'].map((what): [string, object] => [
      `${kind}_${what}`,
      { eventType: `${kind}_${what}` },
    ]),
  ),
];

const refused: [string, object, string[]][] = [
  ['no program', { publisherProgramId: undefined }, ['REQUIRED /publisherProgramId']],
  ['an empty program', { publisherProgramId: '' }, ['REQUIRED /publisherProgramId']],
  [
    'a program of 26 characters',
    { publisherProgramId: 'p'.repeat(26) },
    ['TOO_LONG /publisherProgramId'],
  ],
  [
    '26 that look like 25',
    { publisherProgramId: `${'p'.repeat(25)}\ufe0f` },
    ['TOO_LONG /publisherProgramId'],
  ],
  ['a number for a program', { publisherProgramId: 7 }, ['NOT_A_STRING /publisherProgramId']],
  [
    'U+0000 in a program',
    { publisherProgramId: 'a\u0000' },
    ['INVALID_CHARACTER /publisherProgramId'],
  ],
  ['no system', { publisherSystemId: null }, ['REQUIRED /publisherSystemId']],
  ['an undeclared system', { publisherSystemId: 'XX' }, ['UNKNOWN_SYSTEM /publisherSystemId']],
  ['a system in another case', { publisherSystemId: 'lb' }, ['UNKNOWN_SYSTEM /publisherSystemId']],
  [
    'a system of 26 characters',
    { publisherSystemId: 's'.repeat(26) },
    ['TOO_LONG /publisherSystemId', 'UNKNOWN_SYSTEM /publisherSystemId'],
  ],
  [
    'a system of 25 characters that is none',
    { publisherSystemId: 's'.repeat(25) },
    ['UNKNOWN_SYSTEM /publisherSystemId'],
  ],
  [
    'a type of 50 characters that is none',
    { eventType: 't'.repeat(50) },
    ['UNKNOWN_EVENT_TYPE /eventType'],
  ],
  ['no type', { eventType: undefined }, ['REQUIRED /eventType']],
  ['a type that the system has not', { eventType: 'AI_DONE' }, ['UNKNOWN_EVENT_TYPE /eventType']],
  ['a type with a space after it', { eventType: 'AI_STARTED ' }, ['UNKNOWN_EVENT_TYPE /eventType']],
  [
    'a type of 51 characters',
    { eventType: 't'.repeat(51) },
    ['TOO_LONG /eventType', 'UNKNOWN_EVENT_TYPE /eventType'],
  ],
  ['no publisher event id', { publisherEventId: null }, ['REQUIRED /publisherEventId']],
  [
    'a publisher event id of 201',
    { publisherEventId: '😀'.repeat(201) },
    ['TOO_LONG /publisherEventId'],
  ],
  [
    'half a surrogate pair in an id',
    { publisherEventId: 'a\ud800' },
    ['INVALID_CHARACTER /publisherEventId'],
  ],
  ['an object for an id', { publisherEventId: {} }, ['NOT_A_STRING /publisherEventId']],
  ['no participant', { publisherParticipantId: '' }, ['REQUIRED /publisherParticipantId']],
  [
    'a participant of 201',
    { publisherParticipantId: 'p'.repeat(201) },
    ['TOO_LONG /publisherParticipantId'],
  ],
  [
    'U+0000 in a participant',
    { publisherParticipantId: '\u0000' },
    ['INVALID_CHARACTER /publisherParticipantId'],
  ],
  ['no data', { publisherEventData: undefined }, ['REQUIRED /publisherEventData']],
  ['data of null', { publisherEventData: null }, ['REQUIRED /publisherEventData']],
  ['an array for data', { publisherEventData: [] }, ['NOT_AN_OBJECT /publisherEventData']],
  ['a string for data', { publisherEventData: '{}' }, ['NOT_AN_OBJECT /publisherEventData']],
  ['data of 31 levels', { publisherEventData: nested(31) }, ['TOO_DEEP /publisherEventData']],
  ['data of 5,000 levels', { publisherEventData: nested(5000) }, ['TOO_DEEP /publisherEventData']],
  [
    'data of one byte too many',
    { publisherEventData: dataOfBytes(HUB_LIMITS.publisherEventDataBytes + 1) },
    ['TOO_LARGE /publisherEventData'],
  ],
  [
    'data of too many bytes in few characters',
    { publisherEventData: { a: 'é'.repeat(HUB_LIMITS.publisherEventDataBytes / 2) } },
    ['TOO_LARGE /publisherEventData'],
  ],
  ['no start', { eventStartUtc: undefined }, ['REQUIRED /eventStartUtc']],
  ['an empty start', { eventStartUtc: '' }, ['INVALID_TIMESTAMP /eventStartUtc']],
  [
    'a start that is no date',
    { eventStartUtc: '2026-02-30T00:00:00Z' },
    ['INVALID_TIMESTAMP /eventStartUtc'],
  ],
  [
    'a start before the year 1000',
    { eventStartUtc: '0999-12-31T23:59:59Z' },
    ['INVALID_TIMESTAMP /eventStartUtc'],
  ],
  ['a start as a number', { eventStartUtc: 1 }, ['NOT_A_STRING /eventStartUtc']],
  ['a start at +01:00', { eventStartUtc: '2026-03-02T09:30:00+01:00' }, ['NOT_UTC /eventStartUtc']],
  ['a start without a zone', { eventStartUtc: '2026-03-02T09:30:00' }, ['NOT_UTC /eventStartUtc']],
  ['an end at -05:00', { eventEndUtc: '2026-03-02T11:00:00-05:00' }, ['NOT_UTC /eventEndUtc']],
  ['an end that is no date', { eventEndUtc: 'soon' }, ['INVALID_TIMESTAMP /eventEndUtc']],
  [
    'an end 1 ms before the start',
    { eventEndUtc: '2026-03-02T09:29:59.999Z' },
    ['END_BEFORE_START /eventEndUtc'],
  ],
  ['an event id of its own', { eventId: 'x' }, ['UNKNOWN_FIELD /eventId']],
  ['a creation time of its own', { createdUtc: good.eventStartUtc }, ['UNKNOWN_FIELD /createdUtc']],
  ['a field with a slash', { 'a/b': 1 }, ['UNKNOWN_FIELD /a~1b']],
];

describe('each rule, on both sides of its limit', () => {
  it.each(accepted)('accepts %s', (_, change) => expect(told({ ...good, ...change })).toEqual([]));
  it.each(refused)('refuses %s', (_, change, problems) =>
    expect(told({ ...good, ...change })).toEqual(problems),
  );
  it.each([[null], [undefined], ['text'], [[good]], [1]])('refuses %p as an event', (input) =>
    expect(told(input)).toEqual(['NOT_AN_OBJECT ']),
  );
});

describe('the problems of an event', () => {
  it('are all told, in the order of the fields', () => {
    expect(
      told({ publisherSystemId: 'LB', eventType: 'NO', eventEndUtc: 'soon', createdUtc: 1 }),
    ).toEqual([
      'REQUIRED /publisherProgramId',
      'UNKNOWN_EVENT_TYPE /eventType',
      'REQUIRED /publisherEventId',
      'REQUIRED /publisherParticipantId',
      'REQUIRED /publisherEventData',
      'REQUIRED /eventStartUtc',
      'INVALID_TIMESTAMP /eventEndUtc',
      'UNKNOWN_FIELD /createdUtc',
    ]);
  });

  it('say what was required and what came', () => {
    expect(problemsOf({ ...good, publisherEventId: 'e'.repeat(201) })).toEqual([
      {
        code: 'TOO_LONG',
        message: 'publisherEventId must be at most 200 characters; 201 characters came.',
        path: '/publisherEventId',
        severity: 'ERROR',
        required: 'at most 200 characters',
        came: '201 characters',
      },
    ]);
    expect(problemsOf({ ...good, eventType: 'AI_DONE' })[0]?.required).toContain('AI_STARTED');
    expect(problemsOf({ ...good, publisherProgramId: '' })[0]?.came).toBe('an empty string');
    expect(problemsOf({ ...good, eventStartUtc: undefined })[0]?.came).toBe('nothing');
  });

  it('never echo more than 200 characters of input', () => {
    const long = 'z'.repeat(100_000);
    const input = { ...good, publisherSystemId: long, eventStartUtc: long, [long]: 1 };
    const problems = problemsOf(input);
    expect(problems.map((p) => p.code)).toEqual(
      expect.arrayContaining(['UNKNOWN_SYSTEM', 'INVALID_TIMESTAMP', 'UNKNOWN_FIELD']),
    );
    for (const p of problems)
      expect((/z+/.exec(p.message + p.path) ?? [''])[0].length).toBeLessThan(201);
  });

  it('tell of ten unknown fields at most', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`x${n}`, n]));
    expect(told({ ...good, ...many })).toHaveLength(10);
  });
});

describe('the identity of an event', () => {
  it('is the same for the same start however it is written', () => {
    expect(factsOf({ eventStartUtc: '2026-03-02T09:30:00.000+00:00' }).identity).toBe(
      factsOf().identity,
    );
  });

  it.each([
    ['program', { publisherProgramId: 'cardiocert' }],
    ['publisher event id, by a space', { publisherEventId: 'AI:1234 ' }],
    ['publisher event id, by an accent', { publisherEventId: 'ÁI:1234' }],
    ['type', { eventType: 'AI_REOPENED' }],
    ['start, by a millisecond', { eventStartUtc: '2026-03-02T09:30:00.001Z' }],
  ])('differs with the %s', (_, change) => {
    expect(factsOf(change).identity).not.toBe(factsOf().identity);
  });

  it('is the same where only the content differs, and the content hash tells', () => {
    for (const change of [
      { publisherParticipantId: 'b@example.edu' },
      { publisherEventData: { activity: 'Infection control', hours: 2 } },
      { eventEndUtc: null },
    ]) {
      expect(factsOf(change).identity).toBe(factsOf().identity);
      expect(factsOf(change).contentHash).not.toBe(factsOf().contentHash);
    }
  });

  it('has one content hash for the same data in another order of keys', () => {
    const data = { hours: 1.5, activity: 'Infection control' };
    expect(factsOf({ publisherEventData: data }).contentHash).toBe(factsOf().contentHash);
    const end = '2026-03-02T11:00:00+00:00';
    expect(factsOf({ eventEndUtc: end }).contentHash).toBe(factsOf().contentHash);
  });
});

it('never throws, whatever JSON comes, and tells a problem or gives the event', () => {
  fc.assert(
    fc.property(
      fc.record(
        mapAll(good, () => fc.jsonValue()),
        { requiredKeys: [] },
      ),
      (input) => {
        const read = readHubEvent(input);
        return 'event' in read || read.problems.length > 0;
      },
    ),
  );
});

function mapAll<K extends string, T>(keys: Record<K, unknown>, to: () => T): Record<K, T> {
  return Object.fromEntries(Object.keys(keys).map((key) => [key, to()])) as Record<K, T>;
}
