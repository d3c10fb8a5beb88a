import type { ApiFacts, OpenapiPart } from './api-facts';

const TEXT = { type: 'string' };
const COUNT = { type: 'integer', minimum: 0 };
const INSTANT = { type: 'string', format: 'date-time' };
const EVENT_ID = { type: 'string', description: '`{ProgramId}-{UUID}`, given by the hub.' };

/** One thing that is wrong, as an event's outcome tells it. */
const PROBLEM = {
  type: 'object',
  required: ['code', 'message', 'path', 'severity'],
  properties: {
    code: { ...TEXT, description: 'Stable, upper-case.' },
    message: { ...TEXT, description: 'What was required and what came.' },
    path: { ...TEXT, description: 'JSON pointer from the event.' },
    severity: { ...TEXT, enum: ['ERROR', 'WARNING', 'INFO'] },
    required: TEXT,
    came: TEXT,
  },
  additionalProperties: false,
};

/** The schemas that the paths refer to. */
export function schemas(facts: ApiFacts): OpenapiPart {
  return {
    ...hubSchemas(facts),
    ...caliperSchemas(facts),
    Problem: PROBLEM,
    ProblemDetails: {
      type: 'object',
      description: 'RFC 9457, with the code that GraphQL has for the same.',
      required: ['type', 'title', 'status', 'code', 'detail'],
      properties: {
        type: { ...TEXT, const: 'about:blank' },
        title: { ...TEXT, description: 'The status in words.' },
        status: { type: 'integer', minimum: 400, maximum: 599 },
        code: { ...TEXT, pattern: '^[A-Z0-9_]+$' },
        detail: { ...TEXT, description: 'One sentence: what was required and what came.' },
        instance: { ...TEXT, format: 'uri', description: 'Where a fault of ours is in the log.' },
        path: { ...TEXT, description: 'JSON pointer, or the name of a parameter.' },
        required: { description: 'What was required.' },
        came: { description: 'What came, shortened.' },
        line: COUNT,
        column: COUNT,
        offset: COUNT,
        retryAfter: COUNT,
        problems: { type: 'array', items: { $ref: '#/components/schemas/Problem' } },
      },
      additionalProperties: false,
    },
  };
}

function hubSchemas({ hubLimits, systems }: ApiFacts): OpenapiPart {
  const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
  const sent = {
    PublisherProgramId: text(hubLimits.publisherProgramId),
    PublisherSystemId: {
      ...text(hubLimits.publisherSystemId),
      enum: systems.map(({ id }) => id),
    },
    EventType: {
      ...text(hubLimits.eventType),
      enum: systems.flatMap(({ eventTypes }) => eventTypes.map(({ id }) => id)),
    },
    PublisherEventId: text(hubLimits.publisherEventId),
    PublisherParticipantId: text(hubLimits.publisherParticipantId),
    PublisherEventData: {
      type: 'object',
      description: `At most 30 levels and ${hubLimits.publisherEventDataBytes} bytes of JSON.`,
    },
    EventStartUtc: INSTANT,
    EventEndUtc: { ...INSTANT, type: ['string', 'null'] },
  };
  const { EventEndUtc: _optional, ...required } = sent;
  return {
    HubEventInput: {
      type: 'object',
      description: 'An event as its publisher sends it (Learning Hub, “Event”).',
      required: Object.keys(required),
      properties: sent,
      additionalProperties: false,
    },
    HubEvent: {
      type: 'object',
      description:
        'An event as it is stored. The participant and the data are null to who may not see personal data.',
      required: ['EventId', ...Object.keys(sent), 'CreatedUtc'],
      properties: {
        EventId: EVENT_ID,
        ...sent,
        PublisherParticipantId: { ...sent.PublisherParticipantId, type: ['string', 'null'] },
        PublisherEventData: { ...sent.PublisherEventData, type: ['object', 'null'] },
        CreatedUtc: { ...INSTANT, description: 'When the hub made this record.' },
      },
      additionalProperties: false,
    },
    HubReceipt: {
      type: 'object',
      description: 'What a batch came to: Received = Stored + Duplicates + Rejected.',
      required: ['ReceiptId', 'Received', 'Stored', 'Duplicates', 'Rejected', 'Outcomes'],
      properties: {
        ReceiptId: { ...TEXT, format: 'uuid' },
        Received: COUNT,
        Stored: COUNT,
        Duplicates: COUNT,
        Rejected: COUNT,
        Outcomes: { type: 'array', items: { $ref: '#/components/schemas/HubOutcome' } },
      },
      additionalProperties: false,
    },
    HubOutcome: {
      type: 'object',
      required: ['Index', 'Status', 'EventId', 'Location', 'Problems'],
      properties: {
        Index: { ...COUNT, description: 'Its place in the batch, from 0.' },
        Status: { ...TEXT, enum: ['STORED', 'DUPLICATE', 'REJECTED'] },
        EventId: { ...EVENT_ID, type: ['string', 'null'] },
        Location: { type: ['string', 'null'] },
        Problems: { type: 'array', items: { $ref: '#/components/schemas/Problem' } },
      },
      additionalProperties: false,
    },
  };
}

function caliperSchemas({ dataVersions }: ApiFacts): OpenapiPart {
  const envelope = { $ref: '#/components/schemas/CaliperEnvelope' };
  const event = { $ref: '#/components/schemas/CaliperEvent' };
  return {
    CaliperBody: {
      description: 'An envelope, an event, or an array of them.',
      anyOf: [envelope, event, { type: 'array', minItems: 1, items: { anyOf: [envelope, event] } }],
    },
    CaliperEnvelope: {
      type: 'object',
      description: 'Caliper 1.2 section 3. Caliper 1.0 has no dataVersion.',
      required: ['sensor', 'data'],
      properties: {
        sensor: { type: 'string', minLength: 1, maxLength: 2048 },
        sendTime: { ...INSTANT, type: ['string', 'null'] },
        dataVersion: { type: ['string', 'null'], examples: dataVersions },
        data: {
          type: 'array',
          minItems: 1,
          description: 'Events, and entities that are described apart.',
        },
      },
    },
    CaliperEvent: {
      type: 'object',
      description: 'An event of Caliper 1.0, 1.1 or 1.2, or of Blackboard Learn.',
    },
    CaliperConfiguration: {
      type: 'object',
      required: ['caliperSupportedVersions', 'caliperMaximumPayloadSize'],
      properties: {
        caliperSupportedVersions: { type: 'array', items: { ...TEXT, enum: dataVersions } },
        caliperMaximumPayloadSize: { ...COUNT, description: 'In KB.' },
      },
      additionalProperties: false,
    },
  };
}
