import type { ApolloServerPlugin } from '@apollo/server';
import type { Redactions } from '../kernel/redactions';

/** Says in a response's `extensions.redacted` which personal fields it left out; says nothing where none was. */
export function tellRedactions(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ contextValue, response: { body } }) => {
          const redacted = (
            contextValue as { readonly redactions?: Redactions }
          ).redactions?.told();
          if (redacted && body.kind === 'single') {
            body.singleResult.extensions = { ...body.singleResult.extensions, redacted };
          }
          return Promise.resolve();
        },
      }),
  };
}
