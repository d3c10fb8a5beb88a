import fc from 'fast-check';
import { holdsCaliper, readBodyBytes } from './body-bytes';
import { Redaction } from '../redaction/redaction';
import { readBodyText } from './body';

const EVENT = '{"type": "Event", "eventTime": "2026-03-02T09:30:00.000Z", "name": "Ωμέγα 🎓"}';

/** What the text of bytes that are no UTF-8 stands for. */
function bytesOf(text: string): Buffer {
  const parts = text.split(/(\\x[0-9a-f]{2})/);
  return Buffer.concat(
    parts.map((part, at) => Buffer.from(part.slice(at % 2 ? 2 : 0), at % 2 ? 'hex' : 'utf8')),
  );
}

describe('a body that came as bytes', () => {
  it('is read as its UTF-8 text, with or without a byte order mark', () => {
    const expected = readBodyText(EVENT);
    expect(readBodyBytes(Buffer.from(EVENT))).toEqual(expected);
    expect(readBodyBytes(Buffer.from(`\ufeff${EVENT}`))).toEqual(expected);
  });

  it('is kept whole and readable where it is no UTF-8, with the place of the first wrong byte', () => {
    const bytes = Buffer.from('{"name": "Zoë \\x41"}', 'latin1');
    const [item, ...others] = readBodyBytes(bytes);
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      kind: 'UNREADABLE',
      text: '{"name": "Zo\\xeb \\x5cx41"}',
      problems: [{ code: 'INVALID_ENCODING', required: 'UTF-8', offset: 12 }],
    });
    expect(bytesOf(item?.text ?? '')).toEqual(bytes);
  });

  it('loses no byte, whatever came', () => {
    const odd = fc
      .constantFrom('\\', '\\x', '\\x5c', 'é', '🎓', '\u0000')
      .map((text) => Buffer.from(text));
    const some = fc.oneof(
      odd,
      fc.uint8Array({ maxLength: 4 }).map((part) => Buffer.from(part)),
    );
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (parts) => {
        const bytes = Buffer.concat([...parts, Buffer.from([0xff])]);
        const [item] = readBodyBytes(bytes);
        expect(bytesOf(item?.text ?? '')).toEqual(bytes);
      }),
    );
  });

  it('is redacted as JSON where the text that stands for it is JSON: a place that is named is found', () => {
    const bytes = Buffer.from('{"a":"\\?","extensions":{"ssn":"123-45"}}');
    bytes[bytes.indexOf('?')] = 0x80;
    const redaction = new Redaction({ defaults: true, keys: [], paths: ['/extensions/ssn'] });
    const [item] = readBodyBytes(bytes, { redact: (text, isJson) => redaction.text(text, isJson) });
    expect(item?.text).not.toContain('123-45');
  });

  it('is refused where the text that stands for it could not be kept', () => {
    expect(() => readBodyBytes(Buffer.alloc(3 * 1024 * 1024, 0xe9))).toThrow(
      expect.objectContaining({ code: 'INVALID_ENCODING' }),
    );
  });
});

describe('a body holds Caliper', () => {
  const holds = (body: unknown) => holdsCaliper(readBodyText(JSON.stringify(body)));

  it.each([
    ['an envelope', { sensor: 's', data: [{ type: 'Event' }] }],
    ['an envelope of things that are no events', { sensor: 's', data: [1, {}] }],
    ['an array of envelopes, one of them sound', [{ sensor: 's' }, { sensor: 's', data: [1] }]],
    ['an event', { type: 'Event', eventTime: 'soon' }],
    ['an array of events', [{ type: 'Event' }, 1]],
  ])('where it is %s', (_name, body) => expect(holds(body)).toBe(true));

  it.each([
    ['nothing', []],
    ['a number', 7],
    ['an object that says nothing', {}],
    ['things that are no objects', [1, 'x', null]],
    ['an envelope without data', { sensor: 's' }],
    [
      'an envelope of another version',
      { sensor: 's', dataVersion: 'v9', data: [{ type: 'Event' }] },
    ],
  ])('not where it is %s', (_name, body) => expect(holds(body)).toBe(false));
});
