import type { ApiFacts, OpenapiPart } from './api-facts';
import { problems } from './problem-responses';
import { RECEIPT } from './receipt-part';

const EVENT = { $ref: '#/components/schemas/HubEvent' };
const EVENT_INPUT = { $ref: '#/components/schemas/HubEventInput' };
const RECEIPT_BODY = { $ref: '#/components/schemas/HubReceipt' };

const json = (schema: unknown): OpenapiPart => ({ 'application/json': { schema } });

/** Hub events, published and read. */
export function hubPaths(facts: ApiFacts): OpenapiPart {
  return {
    '/api/events': { get: listEvents(), post: publishEvents(facts) },
    '/api/events/{eventId}': {
      parameters: [
        {
          name: 'eventId',
          in: 'path',
          required: true,
          description: '`{ProgramId}-{UUID}`, as the hub gave it.',
          schema: { type: 'string', maxLength: 400 },
        },
      ],
      get: {
        operationId: 'getHubEvent',
        tags: ['Learning Hub'],
        summary: 'An event by its id.',
        responses: {
          200: { description: 'The event.', content: json(EVENT) },
          ...problems(401, 403, 404, 429, 503),
        },
      },
    },
  };
}

function publishEvents({ maxEvents }: ApiFacts): OpenapiPart {
  const location = {
    Location: { description: 'Where the event is read.', schema: { type: 'string' } },
  };
  return {
    operationId: 'publishHubEvents',
    tags: ['Learning Hub'],
    summary: 'Publishes an event, or a batch of them; each is stored once.',
    description:
      `A batch holds 1 to ${maxEvents} events, each taken or rejected by itself. Sent again, an event is the one that is stored: 200, and the same Location. ` +
      'Program, system, publisher event id, event type and start are what makes it the same.',
    requestBody: {
      required: true,
      content: json({
        oneOf: [
          EVENT_INPUT,
          { type: 'array', minItems: 1, maxItems: maxEvents, items: EVENT_INPUT },
        ],
      }),
    },
    responses: {
      200: {
        description:
          'The same event is stored already; of a batch, none was rejected and some were stored already.',
        headers: { ...RECEIPT, ...location },
        content: json({ oneOf: [EVENT, RECEIPT_BODY] }),
      },
      201: {
        description: 'The event is stored; of a batch, every event is new.',
        headers: { ...RECEIPT, ...location },
        content: json({ oneOf: [EVENT, RECEIPT_BODY] }),
      },
      207: {
        description: 'Some events of the batch were rejected; each outcome tells its own.',
        headers: RECEIPT,
        content: json(RECEIPT_BODY),
      },
      ...problems(400, 401, 403, 409, 413, 415, 422, 429, 500, 503),
    },
  };
}

function listEvents(): OpenapiPart {
  const parameter = (name: string, description: string, schema: OpenapiPart) => ({
    name,
    in: 'query',
    description,
    schema,
  });
  return {
    operationId: 'listHubEvents',
    tags: ['Learning Hub'],
    summary: 'Events in the order of the feed, for a reader that keeps up.',
    description:
      'Every page with events has a Link to the next. An empty page says that nothing newer is there yet: ask the same URL again later. Nothing is missed, also no event that was committed late.',
    parameters: [
      parameter('programId', 'Of this program; given several times, of any of them.', {
        type: 'array',
        maxItems: 100,
        items: { type: 'string' },
      }),
      parameter('since', 'Received at this instant or later (CreatedUtc).', {
        type: 'string',
        format: 'date-time',
      }),
      parameter('limit', 'Events of a page.', {
        type: 'integer',
        minimum: 1,
        maximum: 500,
        default: 100,
      }),
      parameter('after', 'The place to go on from, out of a Link.', { type: 'string' }),
    ],
    responses: {
      200: {
        description: 'A page, the oldest event first.',
        headers: {
          Link: {
            description: '`<…>; rel="next"` (RFC 8288); absent from an empty page.',
            schema: { type: 'string' },
          },
        },
        content: json({ type: 'array', items: EVENT }),
      },
      ...problems(400, 401, 403, 429, 503),
    },
  };
}
