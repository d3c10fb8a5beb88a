import type { ApolloServerPlugin } from '@apollo/server';
import type { ExecutionResult } from 'graphql';

/** Most errors of one answer: more would help nobody, and a request can cause one for each of its rows. */
export const MAX_ERRORS = 5;

/** The first errors, and how many were left out: the others are neither answered nor logged. */
export function firstErrors(result: ExecutionResult): ExecutionResult {
  const { errors } = result;
  if (!errors || errors.length <= MAX_ERRORS) return result;
  const omittedErrors = errors.length - MAX_ERRORS;
  const extensions = { ...result.extensions, omittedErrors };
  return { ...result, errors: errors.slice(0, MAX_ERRORS), extensions };
}

/** Leaves one of the equal errors by which `shapeRule` ends validation. */
export function oneOfEach(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response: { body } }) => {
          if (body.kind !== 'single') return Promise.resolve();
          const [first] = body.singleResult.errors ?? [];
          if (first?.extensions?.['code'] === 'QUERY_TOO_COMPLEX') {
            body.singleResult = { ...body.singleResult, errors: [first] };
          }
          return Promise.resolve();
        },
      }),
  };
}
