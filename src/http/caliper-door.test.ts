import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { CodedError } from '../kernel/coded-error';
import { localPrincipal, type Principal } from '../kernel/principal';
import { type Authenticate, authenticateRequests } from './authentication';
import { caliperDoor, type CaliperReceiver } from './caliper-door';

const KEY = 'leg_4Jt0xq_secret-part';
const LIMIT = 4096;
const ME = localPrincipal('t');

const knowsOneKey: Authenticate = (credential) => {
  if (credential === KEY) return ME;
  throw new CodedError('UNAUTHENTICATED', 'a key was required');
};

/** A door with whatever stands behind it; what it was given is kept. */
async function open(
  answer: CaliperReceiver['receiveCaliper'] = () =>
    Promise.resolve({ receiptId: 'r1', refusal: null }),
  authenticate: Authenticate = knowsOneKey,
) {
  const fastify = Fastify();
  const taken: { principal: Principal; body: Buffer }[] = [];
  const reported: unknown[] = [];
  authenticateRequests(fastify, authenticate);
  const door = caliperDoor({
    caliper: {
      receiveCaliper: (principal, body) => {
        taken.push({ principal, body });
        return answer(principal, body);
      },
    },
    dataVersions: ['v'],
    maxBodyBytes: LIMIT,
    deadline: 200,
    report: (error) => reported.push(error),
  });
  await door(fastify);
  return { fastify, taken, reported };
}

const JSON_TYPE = { 'content-type': 'application/json' };

function post(
  fastify: FastifyInstance,
  payload: string | Buffer,
  headers: Record<string, string> = {},
  url = '/caliper',
) {
  const all = { authorization: KEY, ...JSON_TYPE, ...headers };
  return fastify.inject({ method: 'POST', url, headers: all, payload });
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('the Caliper door', () => {
  it.each([
    ['Bearer', { authorization: `Bearer ${KEY}` }],
    ['bearer in lower case', { authorization: `bearer ${KEY}` }],
    ['apikey', { authorization: `apikey ${KEY}` }],
    ['nothing before it', { authorization: KEY }],
    ['Basic, as the password', { authorization: basic(`moodle:${KEY}`) }],
    ['Basic, as the user', { authorization: basic(`${KEY}:`) }],
    ['Basic, as the user with a password', { authorization: basic(`${KEY}:x`) }],
    ['Basic, without a colon', { authorization: basic(KEY) }],
  ])('believes a key with %s', async (_name, headers) => {
    const { fastify, taken } = await open();
    const answer = await post(fastify, '{}', headers);
    expect([answer.statusCode, answer.body, answer.headers['ingest-receipt']]).toEqual([
      200,
      '',
      'r1',
    ]);
    expect(taken).toEqual([{ principal: ME, body: Buffer.from('{}') }]);
  });

  it('believes a key in the path where no header shows one', async () => {
    const { fastify } = await open();
    const without = { authorization: '' };
    expect((await post(fastify, '{}', without, `/caliper/${KEY}`)).statusCode).toBe(200);
    expect((await post(fastify, '{}', without, '/caliper/other')).statusCode).toBe(401);
    const wrong = { authorization: 'Bearer other' };
    expect((await post(fastify, '{}', wrong, `/caliper/${KEY}`)).statusCode).toBe(401);
  });

  it.each([
    '',
    'Bearer',
    'Bearer other',
    `Token ${KEY}`,
    `Bearer ${KEY} ${KEY}`,
    'Basic !!',
    basic('a:b'),
  ])(
    'answers 401 with a challenge to the credential %j, before it reads the body',
    async (authorization) => {
      const { fastify, taken } = await open();
      const answer = await post(fastify, '{', { authorization, 'content-type': 'text/plain' });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.json()).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
      expect(answer.body).not.toContain(KEY);
      expect(taken).toEqual([]);
    },
  );

  it('answers 503, and neither 400 nor 401, when it cannot find out whether a key is good', async () => {
    const lost = new CodedError('UNAVAILABLE', 'the connection was lost', { retryAfter: 2 });
    const { fastify } = await open(undefined, () => Promise.reject(lost));
    const answer = await post(fastify, '{}');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
    expect(answer.json()).toMatchObject({ title: 'Service Unavailable', code: 'UNAVAILABLE' });
  });

  it.each([
    ['UNAVAILABLE', 503],
    ['OVERLOADED', 503],
    ['DEADLINE_EXCEEDED', 503],
    ['RATE_LIMITED', 429],
    ['FORBIDDEN', 401],
    ['TOO_MANY_EVENTS', 413],
    ['INVALID_ENCODING', 400],
  ])('tells %s as %i with its path, what was required and what came', async (code, status) => {
    const details = { path: '/p', required: 'this', came: 'that' };
    const { fastify } = await open(() =>
      Promise.reject(new CodedError(code, 'a sentence', details)),
    );
    const answer = await post(fastify, '{}');
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status,
      code,
      detail: 'a sentence',
      ...details,
    });
    expect(answer.statusCode).toBe(status);
  });

  it('answers 503 with Retry-After when the work is late', async () => {
    const { fastify } = await open(() => new Promise(() => undefined));
    const answer = await post(fastify, '{}');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
    expect(answer.json()).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('tells nothing of a fault of ours but the name under which the log has it', async () => {
    const fault = new Error('SELECT secret');
    const { fastify, reported } = await open(() => Promise.reject(fault));
    const answer = await post(fastify, '{}');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.json()).toMatchObject({ instance: expect.stringMatching(/^urn:uuid:/) });
    expect(reported).toEqual([fault]);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['identity', (text: Buffer) => text],
  ])('takes a body that is compressed with %s', async (coding, compress) => {
    const { fastify, taken } = await open();
    const text = '{"id": "Ω 🎓"}';
    const answer = await post(fastify, compress(Buffer.from(text)), { 'content-encoding': coding });
    expect(answer.statusCode).toBe(200);
    expect(taken[0]?.body.toString()).toBe(text);
  });

  it('counts its limit after decompression, and answers 413', async () => {
    const { fastify, taken } = await open();
    const bomb = gzipSync(Buffer.alloc(1_000_000, 0x20));
    expect(bomb.length).toBeLessThan(LIMIT);
    const answer = await post(fastify, bomb, { 'content-encoding': 'gzip' });
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect((await post(fastify, ' '.repeat(LIMIT + 1))).statusCode).toBe(413);
    expect((await post(fastify, ' '.repeat(LIMIT))).statusCode).toBe(200);
    expect(taken).toHaveLength(1);
  });

  it('answers 400 to bytes that were not compressed as they say', async () => {
    const { fastify } = await open();
    for (const coding of ['gzip', 'deflate']) {
      const answer = await post(fastify, 'x{"not": 1}', { 'content-encoding': coding });
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'BAD_REQUEST']);
    }
    const cut = gzipSync('{"id": 1}').subarray(0, 20);
    expect((await post(fastify, cut, { 'content-encoding': 'gzip' })).statusCode).toBe(400);
  });

  it.each(['zstd', 'gzip, gzip', 'compress'])('answers 415 to the coding %s', async (coding) => {
    const { fastify } = await open();
    const answer = await post(fastify, '{}', { 'content-encoding': coding });
    expect([answer.statusCode, answer.headers['accept-encoding']]).toEqual([
      415,
      'gzip, deflate, br',
    ]);
  });

  it.each([
    'application/json',
    'Application/JSON; charset=UTF-8',
    'application/ld+json; charset="utf-8"; profile="http://www.w3.org/ns/json-ld#expanded"',
  ])('takes the type %s', async (type) => {
    const { fastify } = await open();
    expect((await post(fastify, '{}', { 'content-type': type })).statusCode).toBe(200);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/json; charset=utf-7',
    'application/jsonp',
  ])('answers 415 to the type %s', async (type) => {
    const { fastify, taken } = await open();
    const answer = await post(fastify, '{}', { 'content-type': type });
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(answer.headers['accept-post']).toBe('application/json, application/ld+json');
    expect(taken).toEqual([]);
  });

  it('answers 400 to nothing, and asks nobody to keep it', async () => {
    const { fastify, taken } = await open();
    const answer = await post(fastify, '');
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'INVALID_ENVELOPE']);
    expect(taken).toEqual([]);
  });

  it.each([
    ['MALFORMED_JSON', 400],
    ['UNKNOWN_DATA_VERSION', 422],
  ])('says where it is kept what it refuses as %s with %i', async (code, status) => {
    const refusal = { code, message: 'm', path: '/x', severity: 'ERROR', line: 3 } as const;
    const { fastify } = await open(() => Promise.resolve({ receiptId: 'r7', refusal }));
    const answer = await post(fastify, '{}');
    expect([answer.statusCode, answer.headers['ingest-receipt']]).toEqual([status, 'r7']);
    expect(answer.json()).toMatchObject({ code, detail: 'm', path: '/x', line: 3 });
  });

  it.each(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'] as const)(
    'answers 405 to %s, and says what it takes',
    async (method) => {
      const { fastify } = await open();
      for (const url of ['/caliper', `/caliper/${KEY}`]) {
        const answer = await fastify.inject({ method, url, headers: JSON_TYPE });
        expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET, POST']);
      }
    },
  );

  it('tells the endpoint’s configuration to who has a key', async () => {
    const { fastify } = await open();
    const configuration = { caliperSupportedVersions: ['v'], caliperMaximumPayloadSize: 4 };
    const authorization = KEY;
    const get = (url: string, headers = {}) => fastify.inject({ method: 'GET', url, headers });
    expect((await get('/caliper', { authorization })).json()).toEqual(configuration);
    expect((await get(`/caliper/${KEY}`)).json()).toEqual(configuration);
    expect((await get('/caliper')).statusCode).toBe(401);
  });
});
