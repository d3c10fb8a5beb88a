import type { Door, DoorOptions } from '../door';
import { tellProblems } from '../problem-details';
import { refuseOtherMethods } from '../refuse-other-methods';
import type { ApiFacts } from './api-facts';
import { OPENAPI_PATH, openapiDocument } from './openapi-document';

/** Serves the description of the HTTP API. It says nothing of anybody's data, and needs no credential. */
export function openapiDoor(facts: ApiFacts, options: DoorOptions): Door {
  const document = openapiDocument(facts);
  return async (fastify) => {
    await fastify.register(async (scope) => {
      tellProblems(scope, options);
      const route = { config: { credential: null }, exposeHeadRoute: false };
      scope.get(OPENAPI_PATH, route, () => document);
      refuseOtherMethods(scope, OPENAPI_PATH, ['GET']);
    });
  };
}
