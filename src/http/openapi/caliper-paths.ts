import { CALIPER_TYPES } from '../caliper-door';
import type { ApiFacts, OpenapiPart } from './api-facts';
import { problems } from './problem-responses';
import { RECEIPT } from './receipt-part';

/** How a Caliper sender may show its key. */
const SECURITY = [{ bearer: [] }, { basic: [] }, { apiKey: [] }];

const KEY_IN_PATH = {
  name: 'key',
  in: 'path',
  required: true,
  description: 'The API key, for senders that can send no header. It is never logged.',
  schema: { type: 'string', minLength: 1, maxLength: 400 },
};

/** The endpoint for Caliper sensors. */
export function caliperPaths(facts: ApiFacts): OpenapiPart {
  const [shown, inPath] = ['', 'WithKeyInPath'].map((suffix) => ({
    get: getConfiguration(suffix),
    post: sendCaliper(facts, suffix),
  }));
  return {
    '/caliper': shown,
    '/caliper/{key}': { parameters: [KEY_IN_PATH], ...inPath },
  };
}

function getConfiguration(suffix: string): OpenapiPart {
  return {
    operationId: `getCaliperConfiguration${suffix}`,
    tags: ['Caliper'],
    summary: 'What this endpoint takes (Caliper 1.2, endpoint configuration).',
    security: suffix === '' ? SECURITY : [],
    responses: {
      200: {
        description: 'The configuration.',
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/CaliperConfiguration' } },
        },
      },
      ...problems(401, 429, 503),
    },
  };
}

function sendCaliper(facts: ApiFacts, suffix: string): OpenapiPart {
  const schema = { $ref: '#/components/schemas/CaliperBody' };
  return {
    operationId: `sendCaliper${suffix}`,
    tags: ['Caliper'],
    summary: 'Takes in events and descriptions of entities; each event is stored once.',
    description:
      `At most ${facts.maxEvents} events and ${facts.maxBodyBytes} bytes, counted after decompression; gzip and deflate are taken. ` +
      'The answer is 200, and comes after the commit, also where some events could not be taken: they are in quarantine, and the receipt tells of them. ' +
      'A body that is no Caliper at all is kept in quarantine too, and answered with 400, or 422 where its dataVersion is unknown.',
    security: suffix === '' ? SECURITY : [],
    parameters: [
      {
        name: 'Content-Encoding',
        in: 'header',
        description: 'How the body is compressed.',
        schema: { type: 'string', enum: ['gzip', 'x-gzip', 'deflate', 'identity'] },
      },
    ],
    requestBody: {
      required: true,
      content: Object.fromEntries(CALIPER_TYPES.map((type) => [type, { schema }])),
    },
    responses: {
      200: { description: 'All of it is durable. The body is empty.', headers: RECEIPT },
      ...problems(400, 401, 413, 415, 422, 429, 500, 503),
    },
  };
}
