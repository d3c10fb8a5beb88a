import { CodedError } from '../kernel/coded-error';
import { type CaliperItem, readBody, readBodyText } from './body';

const CONTEXT = 'http://purl.imsglobal.org/ctx/caliper/v1p1';
const event = { type: 'ViewEvent', eventTime: '2026-02-03T10:00:00.000Z', actor: 'urn:a' };
const person = { type: 'Person', id: 'https://lms.example/users/1' };
const envelope = (more: object = {}) => ({
  sensor: 'https://lms.example/sensor',
  sendTime: '2026-02-03T10:00:01.000Z',
  dataVersion: CONTEXT,
  data: [event],
  ...more,
});
const codes = (item: CaliperItem | undefined) =>
  item?.kind === 'UNREADABLE'
    ? item.problems.map(({ code, path }) => `${code} ${path}`)
    : item?.kind;

const doors: [string, (body: unknown) => CaliperItem[]][] = [
  ['as JSON', (body) => readBody(body)],
  ['as text', (body) => readBodyText(JSON.stringify(body))],
];

describe.each(doors)('a body that comes %s', (_door, read) => {
  test('may be an envelope, which its items remember', () => {
    const [first, second] = read(envelope({ data: [event, person] }));
    expect(first).toMatchObject({ kind: 'EVENT', index: 0, path: '/data/0', value: event });
    expect(first?.envelope).toEqual({
      sensor: 'https://lms.example/sensor',
      sendTime: '2026-02-03T10:00:01.000Z',
      dataVersion: CONTEXT,
    });
    expect(second).toMatchObject({ kind: 'ENTITY', index: 1, path: '/data/1', value: person });
  });

  test('may be an array of envelopes and events, mixed', () => {
    const items = read([envelope(), event, envelope({ data: [person, event] })]);
    expect(items.map(({ kind, index, path }) => [kind, index, path])).toEqual([
      ['EVENT', 0, '/0/data/0'],
      ['EVENT', 1, '/1'],
      ['ENTITY', 2, '/2/data/0'],
      ['EVENT', 3, '/2/data/1'],
    ]);
    expect(items[1]?.envelope).toEqual({ sensor: null, sendTime: null, dataVersion: null });
  });

  test('may be a bare event or a bare entity', () => {
    expect(read(event)).toMatchObject([{ kind: 'EVENT', path: '', value: event }]);
    expect(read(person)).toMatchObject([{ kind: 'ENTITY', path: '', value: person }]);
  });

  test('holds an event where the type says so, though its time is missing', () => {
    expect(read({ type: 'ViewEvent', eventTime: null })[0]?.kind).toBe('EVENT');
    expect(read({ '@type': 'http://purl.imsglobal.org/caliper/v1/Event' })[0]?.kind).toBe('EVENT');
    expect(read({ action: 'Viewed', actor: 'urn:a' })[0]?.kind).toBe('EVENT');
  });

  test('an entity’s own dataVersion or data makes it no envelope', () => {
    expect(read({ type: 'Content', dataVersion: 3 })[0]?.kind).toBe('ENTITY');
    expect(read({ ...event, data: [1] })[0]?.kind).toBe('EVENT');
  });

  test.each([
    ['without a sensor', { sensor: undefined }, ['INVALID_ENVELOPE /sensor']],
    ['with an empty sensor', { sensor: '' }, ['INVALID_ENVELOPE /sensor']],
    ['with a number for a sensor', { sensor: 7 }, ['INVALID_ENVELOPE /sensor']],
    ['with U+0000 in its sensor', { sensor: 'a\0' }, ['INVALID_ENVELOPE /sensor']],
    ['with too long a sensor', { sensor: 's'.repeat(2049) }, ['INVALID_ENVELOPE /sensor']],
    ['without data', { data: undefined }, ['INVALID_ENVELOPE /data']],
    ['with an object for data', { data: event }, ['INVALID_ENVELOPE /data']],
    ['with empty data', { data: [] }, ['INVALID_ENVELOPE /data']],
    ['of an unknown version', { dataVersion: 'v9' }, ['UNKNOWN_DATA_VERSION /dataVersion']],
    ['with a number for a version', { dataVersion: 1.1 }, ['UNKNOWN_DATA_VERSION /dataVersion']],
  ])('an envelope %s is one unreadable item', (_what, more, expected) => {
    const items = read(envelope(more));
    expect(items).toHaveLength(1);
    expect(codes(items[0])).toEqual(expected);
    expect(items[0]?.text).toBe(JSON.stringify(envelope(more)));
  });

  test.each([
    ['no dataVersion (1.0)', { dataVersion: undefined }],
    ['a null dataVersion', { dataVersion: null }],
    ['1.0’s context', { dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1/Context' }],
    [
      '1.0 as later versions name it',
      { dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p0' },
    ],
    ['1.2', { dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p2' }],
    ['no sendTime', { sendTime: undefined }],
    ['a sendTime before its events', { sendTime: '1999-01-01T00:00:00.000Z' }],
    ['a number for a sendTime', { sendTime: 5 }],
    ['a bare UUID for a sensor', { sensor: 'df1b6234-73e8-45a4-b953-4066760dfbda' }],
  ])('an envelope with %s is taken', (_what, more) => {
    expect(codes(read(envelope(more))[0])).toBe('EVENT');
  });

  test('a bad envelope or item costs its neighbours nothing', () => {
    const items = read([
      envelope({ sensor: null }),
      envelope({ data: [event, 7, null, 'x', [event], event] }),
      12,
    ]);
    expect(items.map(codes)).toEqual([
      ['INVALID_ENVELOPE /0/sensor'],
      'EVENT',
      ['NOT_AN_OBJECT /1/data/1'],
      ['NOT_AN_OBJECT /1/data/2'],
      ['NOT_AN_OBJECT /1/data/3'],
      ['NOT_AN_OBJECT /1/data/4'],
      'EVENT',
      ['NOT_AN_OBJECT /2'],
    ]);
    expect(items.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('an item that nests too deep is unreadable, its neighbours are not', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 30; level++) deep = { a: deep };
    const items = read(envelope({ data: [event, { ...event, extensions: deep }, deep] }));
    expect(items.map(codes)).toEqual(['EVENT', ['PAYLOAD_TOO_DEEP /data/1'], 'ENTITY']);
  });

  test('an item that holds too much is unreadable, its neighbours are not', () => {
    const wide = { ...event, extensions: Object.fromEntries(Array(50_000).fill(0).entries()) };
    const key = { ...event, extensions: { ['k'.repeat(2_049)]: 1 } };
    const items = read(envelope({ data: [event, wide, key, person] }));
    expect(items.map(codes)).toEqual([
      'EVENT',
      ['PAYLOAD_TOO_LARGE /data/1'],
      ['PAYLOAD_TOO_LARGE /data/2'],
      'ENTITY',
    ]);
    expect(items[1]?.text).toBe(JSON.stringify(wide));
  });

  test.each([[[]], [null], [true], [5], ['text']])('%j is no body, and still not lost', (body) => {
    const [item] = read(body);
    expect(codes(item)).toEqual(['INVALID_ENVELOPE ']);
    expect(item?.text).toBe(JSON.stringify(body));
  });

  test('more items than allowed are refused before anything is taken', () => {
    const body = [envelope({ data: [event, event] }), event];
    expect(() => readBody(body, { maxItems: 2 })).toThrow(CodedError);
    expect(() => readBody(body, { maxItems: 2 })).toThrow('at most 2 events; 3 came');
    expect(readBody(body, { maxItems: 3 })).toHaveLength(3);
  });
});

test('the text door keeps numbers, escapes, order and repeated keys as they came', () => {
  const raw = '{ "eventTime":1.10, "b": 9007199254740993,"a":"\\ud83d", "a" : "\\u0041" }';
  const text = `\n{"sensor":"s","data":[ ${raw} ,\t${raw}]}\n`;
  expect(readBodyText(text).map((item) => item.text)).toEqual([raw, raw]);
  expect(readBodyText(`  ${raw}\n`)[0]?.text).toBe(raw);
});

test('lone surrogates in the text itself survive', () => {
  const raw = '{"eventTime":"x","name":"\ud800"}';
  expect(readBodyText(raw)[0]?.text).toBe(raw);
});

test('an envelope with two data members is refused whole by the text door: neither may be lost', () => {
  const text = '{"sensor":"s","data":[{"id":"first"}],"data":[{"id":"second"}]}';
  const [item] = readBodyText(text);
  expect(item).toMatchObject({ kind: 'UNREADABLE', text });
  expect(codes(item)).toEqual(['INVALID_ENVELOPE /data']);
});

test('text that is no JSON is one item with the place of its fault and the whole text', () => {
  const text = '{\n  "sensor": oops }';
  const [item] = readBodyText(text);
  expect(item).toMatchObject({ kind: 'UNREADABLE', path: '', text });
  expect(item?.kind === 'UNREADABLE' && item.problems[0]).toMatchObject({
    code: 'MALFORMED_JSON',
    line: 2,
    column: 13,
    offset: 14,
  });
});

test('what nests a hundred thousand levels deep is kept by both doors, and breaks neither', () => {
  const text = `{"a":${'['.repeat(100_000)}1${']'.repeat(100_000)}}`;
  for (const item of [readBodyText(text)[0], readBody(JSON.parse(text))[0]]) {
    expect(codes(item)).toEqual(['PAYLOAD_TOO_DEEP ']);
    expect(item?.text === text).toBe(true);
  }
});

test('how much an item may hold can be set', () => {
  const body = [{ ...event, extensions: { list: Array(200).fill(1) } }];
  expect(readBody(body, { maxValues: 205 }).map(codes)).toEqual(['EVENT']);
  expect(readBody(body, { maxValues: 204 }).map(codes)).toEqual([['PAYLOAD_TOO_LARGE /0']]);
});
