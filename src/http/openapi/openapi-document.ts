import type { ApiFacts, OpenapiPart } from './api-facts';
import { caliperPaths } from './caliper-paths';
import { hubPaths } from './hub-paths';
import { schemas } from './schemas';

/** Where the description of the HTTP API is served. */
export const OPENAPI_PATH = '/api/openapi.json';

/** The HTTP API beside GraphQL, as OpenAPI 3.1 describes it. */
export function openapiDocument(facts: ApiFacts): OpenapiPart {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Learning Event Gateway',
      version: facts.version,
      description:
        'Events by HTTP: from Caliper sensors, and from publishers of the Learning Hub. All that can be asked is at /graphql.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [
      { name: 'Caliper', description: 'The endpoint that sensors send to.' },
      { name: 'Learning Hub', description: 'Hub events, in the hub’s own spelling.' },
      { name: 'Description', description: 'What this API is.' },
    ],
    paths: {
      ...caliperPaths(facts),
      ...hubPaths(facts),
      [OPENAPI_PATH]: {
        get: {
          operationId: 'getDescription',
          tags: ['Description'],
          summary: 'This document.',
          security: [],
          responses: {
            200: {
              description: 'OpenAPI 3.1.',
              content: { 'application/json': { schema: { type: 'object' } } },
            },
          },
        },
      },
    },
    components: {
      schemas: schemas(facts),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or a token.' },
        basic: {
          type: 'http',
          scheme: 'basic',
          description: 'The API key as the user or as the password; Caliper senders only.',
        },
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'The API key alone, or after `apikey`; Caliper senders only.',
        },
      },
    },
  };
}
