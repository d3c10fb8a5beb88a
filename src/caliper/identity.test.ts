import fc from 'fast-check';
import type { Json, JsonObject } from '../kernel/json';
import { contentHash, eventIdentity } from './identity';

const hashOf = (text: string) => contentHash(JSON.parse(text) as JsonObject, text);

function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)]),
  );
}

const object = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }))
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

test('the same content has the same hash in any order of keys and with any white space', () => {
  fc.assert(
    fc.property(object, (value) => {
      const other = JSON.stringify(shuffled(value), null, 3);
      expect(hashOf(other)).toBe(hashOf(JSON.stringify(value)));
    }),
  );
});

test('other content has another hash', () => {
  const canonical = (value: Json): string => JSON.stringify(shuffled(shuffled(sorted(value))));
  const sorted = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const keys = Object.keys(value).sort();
    return Object.fromEntries(keys.map((key) => [key, sorted(value[key] as Json)]));
  };
  fc.assert(
    fc.property(object, object, (one, other) => {
      const same = canonical(one) === canonical(other);
      expect(hashOf(JSON.stringify(one)) === hashOf(JSON.stringify(other))).toBe(same);
    }),
  );
});

test.each([
  ['{"a":1,"b":"2"}', '{"b":"2","a":1}'],
  ['{"a":100}', '{"a":1e2}'],
  ['{"a":1.10}', '{"a":1.1}'],
  ['{"a":1.0}', '{"a":1}'],
  ['{"a":"\\u00e9"}', '{"a":"é"}'],
  ['{"a":0.30000000000000004}', '{"a":0.30000000000000004}'],
  ['{"a":0.10000000000000001}', '{"a":0.1}'],
  ['{"a":123456789012345680000}', '{"a":1.2345678901234568e20}'],
  ['{"a":9007199254740993,"b":1}', '{"b":1, "a":9007199254740993}'],
])('%s and %s are the same content', (one, other) => {
  expect(hashOf(one)).toBe(hashOf(other));
});

test.each([
  ['{"a":9007199254740993}', '{"a":9007199254740992}'],
  ['{"a":1e400}', '{"a":1e401}'],
  ['{"a":1e400}', '{"a":null}'],
  ['{"a":1e-400}', '{"a":0}'],
  ['{"a":3.14159265358979323846}', '{"a":3.14159265358979323847}'],
  ['{"a":9007199254740993,"b":9007199254740992}', '{"a":9007199254740992,"b":9007199254740993}'],
  ['{"a":[1e400,1]}', '{"a":[1e999,1]}'],
  ['{"a":"9007199254740993"}', '{"a":9007199254740993}'],
  ['{"a":1}', '{"a":"1"}'],
  ['{"a":[1,2]}', '{"a":[12]}'],
  ['{"a":{"b":1}}', '{"a":[{"b":1}]}'],
  ['{"a":"\\ud800"}', '{"a":"\\ufffd"}'],
  ['{"a":null}', '{}'],
  ['{"a":1e100000000000000000000000000000000000000001}', '{"a":1e400}'],
])('%s and %s are different contents', (one, other) => {
  expect(hashOf(one)).not.toBe(hashOf(other));
});

test('digits in a string are no number, however they look', () => {
  const one = '{"a":"x: 9007199254740993, [1e400","b":1}';
  expect(hashOf(one)).toBe(hashOf('{"b":1,"a":"x: 9007199254740993, [1e400"}'));
});

test('a hash is 43 characters of base64url', () => {
  expect(hashOf('{"a":1}')).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test('an event is the same by sender and id, else by sender and content', () => {
  expect(eventIdentity('s', 'urn:1', 'hash-1')).toBe(eventIdentity('s', 'urn:1', 'hash-2'));
  expect(eventIdentity('s', 'urn:1', 'hash-1')).not.toBe(eventIdentity('t', 'urn:1', 'hash-1'));
  expect(eventIdentity('s', null, 'hash-1')).not.toBe(eventIdentity('s', null, 'hash-2'));
  expect(eventIdentity('s', null, 'urn:1')).not.toBe(eventIdentity('s', 'urn:1', 'urn:1'));
  expect(eventIdentity(null, 'urn:1', 'h')).toBe(eventIdentity(null, 'urn:1', 'h'));
});
