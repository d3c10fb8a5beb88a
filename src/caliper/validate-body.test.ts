import { validateBody, validateText } from './validate-body';

const V1P2 = 'http://purl.imsglobal.org/ctx/caliper/v1p2';
const event = {
  '@context': V1P2,
  id: 'urn:uuid:c0a80101-5a3e-4f0c-9d52-1f2e3d4c5b6a',
  type: 'ViewEvent',
  actor: 'https://uni.example/people/7',
  action: 'Viewed',
  object: 'https://uni.example/pages/1',
  eventTime: '2026-03-02T08:15:00.000Z',
};
const person = { '@context': V1P2, id: 'https://uni.example/people/7', type: 'Person' };
const envelope = {
  sensor: 'https://uni.example/sensor',
  sendTime: '2026-03-02T08:15:01.000Z',
  dataVersion: V1P2,
  data: [person, event],
};

function lines(body: unknown): string[] {
  return validateBody(body).issues.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

describe('a body', () => {
  it.each<[string, unknown, number, number, number]>([
    ['an envelope', envelope, 1, 1, 1],
    ['an array of envelopes', [envelope, envelope], 2, 2, 2],
    ['a bare event', event, 0, 1, 0],
    ['an array of events', [event, event], 0, 2, 0],
    ['a bare entity', person, 0, 0, 1],
    ['a mixture', [envelope, event, person], 1, 2, 2],
  ])('may be %s', (_what, body, envelopes, events, entities) => {
    expect(validateBody(body)).toMatchObject({
      conformant: true,
      envelopes,
      events,
      entities,
      issues: [],
      truncated: false,
    });
  });

  it('is told item by item', () => {
    const { items, conformant } = validateBody({
      ...envelope,
      data: [person, { ...event, id: 1 }],
    });
    expect(conformant).toBe(false);
    expect(items).toEqual([
      { path: '/data/0', kind: 'ENTITY', type: 'Person', dialect: 'V1P2', conformant: true },
      { path: '/data/1', kind: 'EVENT', type: 'ViewEvent', dialect: 'V1P2', conformant: false },
    ]);
  });

  it('is conformant with warnings only', () => {
    const report = validateBody({ ...event, eventTime: '2026-03-02T08:15:00Z' });
    expect(report).toMatchObject({ conformant: true, errors: 0, warnings: 1, infos: 0 });
  });

  it.each<[unknown, string]>([
    [null, 'ERROR NOT_AN_OBJECT '],
    [undefined, 'ERROR NOT_AN_OBJECT '],
    ['hello', 'ERROR NOT_AN_OBJECT '],
    [[], 'ERROR NOT_AN_OBJECT '],
    [[event, 7], 'ERROR NOT_AN_OBJECT /1'],
    [{}, 'ERROR NOT_CALIPER '],
    [{ hello: 'world' }, 'ERROR NOT_CALIPER '],
    ['eyJhbGciOiJSUzI1NiJ9.eyJzZW5zb3IiOiJ4In0.c2ln', 'ERROR SIGNED_TOKEN '],
    [{ caliper_supported_versions: [V1P2] }, 'ERROR ENDPOINT_CONFIGURATION '],
    [{ caliperSupportedVersions: [V1P2] }, 'ERROR ENDPOINT_CONFIGURATION '],
  ])('that is %j has %s', (body, issue) => expect(lines(body)).toEqual([issue]));
});

describe('an envelope', () => {
  it.each<[string, object, string[]]>([
    ['no sensor', { sensor: undefined }, ['ERROR REQUIRED /sensor']],
    ['a number as sensor', { sensor: 5 }, ['ERROR NOT_A_STRING /sensor']],
    ['a bare UUID as sensor', { sensor: 'c0a80101' }, ['WARNING SENSOR_NOT_AN_IRI /sensor']],
    ['no sendTime', { sendTime: null }, ['ERROR REQUIRED /sendTime']],
    ['a wrong sendTime', { sendTime: 'today' }, ['ERROR NOT_A_TIMESTAMP /sendTime']],
    ['no dataVersion', { dataVersion: undefined }, ['ERROR REQUIRED /dataVersion']],
    ['an unknown dataVersion', { dataVersion: '2' }, ['ERROR UNKNOWN_DATA_VERSION /dataVersion']],
    ['no data', { data: undefined }, ['ERROR REQUIRED /data']],
    ['empty data', { data: [] }, ['ERROR EMPTY /data']],
    ['an event as data', { data: event }, ['ERROR NOT_A_LIST /data']],
    ['a text among its data', { data: [event, 'x'] }, ['ERROR NOT_AN_OBJECT /data/1']],
    ['something more', { comment: 'x' }, ['WARNING UNKNOWN_PROPERTY /comment']],
  ])('with %s has %s', (_what, changes, issues) => {
    expect(lines({ ...envelope, ...changes })).toEqual(issues);
  });

  it('of 1.0 needs no dataVersion', () => {
    const old = { ...event, '@context': 'http://purl.imsglobal.org/ctx/caliper/v1/Context' };
    const whole = { ...envelope, dataVersion: undefined, data: [old] };
    expect(lines(whole)).toEqual([]);
    expect(lines({ ...whole, sendTime: 1402965614516 })).toEqual([
      'WARNING NOT_A_TIMESTAMP /sendTime',
    ]);
  });

  it('cannot do without sensor and data in 1.0 either', () => {
    const old = { ...event, '@context': 'http://purl.imsglobal.org/ctx/caliper/v1/Context' };
    expect(lines({ data: [old] })).toEqual([
      'ERROR REQUIRED /sensor',
      'WARNING REQUIRED /sendTime',
    ]);
  });

  it('holds ids that can be kept, or has an error', () => {
    const actor = `https://uni.example/${'x'.repeat(2048)}`;
    expect(lines({ ...envelope, data: [{ ...event, actor }] })).toEqual([
      'ERROR TOO_LONG /data/0/actor',
      'WARNING LONG_STRING /data/0/actor',
    ]);
  });

  it('that is wrong does not keep its items from being checked', () => {
    expect(lines({ data: [{ ...event, action: 'Seen' }] })).toContain(
      'ERROR UNKNOWN_ACTION /data/0/action',
    );
  });
});

describe('the bounds', () => {
  it('report at most 1,000 issues, errors first, and say that there are more', () => {
    const doubtful = { ...event, a1: 1, a2: 1, a3: 1 };
    const data = [...Array<object>(400).fill(doubtful), { ...event, id: 5 }];
    const { issues, truncated, warnings, errors } = validateBody({ ...envelope, data });
    expect(issues).toHaveLength(1000);
    expect(issues[0]).toMatchObject({ code: 'NOT_A_UUID', path: '/data/400/id' });
    expect({ truncated, warnings, errors }).toEqual({ truncated: true, warnings: 1200, errors: 1 });
  });

  it('report exactly 1,000 issues as all of them', () => {
    const data = Array<object>(1000).fill({ ...event, a1: 1 });
    expect(validateBody({ ...envelope, data })).toMatchObject({ warnings: 1000, truncated: false });
  });

  it('stop after 20,000 issues, and never call conformant what was not looked at', () => {
    const made = Object.fromEntries(
      Array.from({ length: 15_000 }, (_, at) => [`made up ${at}`, at]),
    );
    const many = { ...event, ...made };
    const { warnings, conformant, truncated, items } = validateBody([many, many, event]);
    expect({ warnings, conformant, truncated }).toEqual({
      warnings: 20_000,
      conformant: false,
      truncated: true,
    });
    expect(items).toMatchObject([{ conformant: true }, { path: '/1', conformant: false }]);
  });

  it('look at no item that holds more than 20,000 members and elements', () => {
    const large = { ...event, extensions: { list: Array(20_000).fill(1) } };
    for (const { issues, items } of [
      validateBody([large, event]),
      validateText(JSON.stringify([large, event])),
    ]) {
      expect(issues).toMatchObject([{ code: 'PAYLOAD_TOO_LARGE', path: '/0' }]);
      expect(items).toMatchObject([{ path: '/1' }]);
    }
  });

  it('look at 5,000 items and no more', () => {
    const data = (count: number) => ({ ...envelope, data: Array<object>(count).fill(event) });
    expect(validateBody(data(5000))).toMatchObject({ conformant: true, events: 5000 });
    const { issues, events } = validateBody(data(5001));
    expect(events).toBe(5000);
    expect(issues).toMatchObject([{ code: 'TOO_MANY_EVENTS', came: '5001' }]);
  });

  it('leave an item alone that nests deeper than 30 levels, and check its neighbours', () => {
    const nested = (levels: number): object =>
      levels === 1 ? event : { ...event, object: deep(levels - 1) };
    const deep = (levels: number): object =>
      levels === 1
        ? { ...person, type: 'Document' }
        : { ...person, type: 'Document', isPartOf: deep(levels - 1) };
    expect(lines([nested(30)])).toEqual([]);
    expect(lines([nested(31), { ...event, id: 5 }])).toEqual([
      'ERROR PAYLOAD_TOO_DEEP /0',
      'ERROR NOT_A_UUID /1/id',
    ]);
  });

  it('hold for a hundred thousand levels', () => {
    const text = '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000);
    expect(validateText(text).issues).toMatchObject([{ code: 'PAYLOAD_TOO_DEEP' }]);
  });
});

describe('a text', () => {
  it('that is no JSON is one error with its position', () => {
    const report = validateText('{"sensor": "x",\n  "data": [}');
    expect(report).toMatchObject({ conformant: false, errors: 1, events: 0 });
    expect(report.issues).toMatchObject([{ code: 'MALFORMED_JSON', line: 2 }]);
  });

  const score = (maxScore: string, context = V1P2): string =>
    `{"@context": "${context}", "id": "urn:x:1", "type": "Score", "attempt": "urn:x:2", "maxScore": ${maxScore}}`;

  it('shows whether a decimal of 1.2 has its fractional part', () => {
    expect(validateText(score('50.0')).issues).toEqual([]);
    expect(validateText(score('5e1')).issues).toEqual([]);
    expect(validateText(score('50')).issues).toMatchObject([{ code: 'NOT_A_DECIMAL', came: '50' }]);
    expect(validateBody(JSON.parse(score('50'))).issues).toEqual([]);
  });

  it('is not held to that in 1.1', () => {
    expect(validateText(score('50', V1P2.replace('v1p2', 'v1p1'))).issues).toEqual([]);
  });

  it('shows whether an integer of 1.2 has a fractional part', () => {
    const frame = `{"@context": "${V1P2}", "id": "urn:x:1", "type": "Frame", "index": 2.0}`;
    expect(validateText(frame).issues).toMatchObject([{ code: 'NOT_AN_INTEGER', came: '2.0' }]);
    expect(validateText(frame.replace('2.0', '2')).issues).toEqual([]);
  });

  it('shows it in the items of an envelope too', () => {
    const text = `[{"sensor": "urn:x:s", "sendTime": "2026-03-02T08:15:01.000Z", "dataVersion": "${V1P2}", "data": [${score('1.0')}, ${score('1')}]}]`;
    expect(validateText(text).issues).toMatchObject([{ path: '/0/data/1/maxScore' }]);
  });
});
