import type { OpenapiPart } from './api-facts';

/** What each status of a problem means, at every door. */
const MEANINGS = {
  400: 'The request or its body could not be read; `code` says why, and `path`, `line` and `column` where.',
  401: 'No credential came, or one that is not good for this. Sending the same again will not help.',
  403: 'The credential may not do this.',
  404: 'There is nothing here, or nothing that the credential may see.',
  409: 'Another event has this identity: what is stored was left as it is.',
  413: 'More bytes, or more events, than are taken; nothing was stored. Send less at once.',
  415: 'The Content-Type or the Content-Encoding is none that is taken.',
  422: 'The body can be read and breaks a rule; `problems` has every one.',
  429: 'Too many requests; Retry-After says in how many seconds to send again.',
  500: 'A fault of the gateway. `instance` names it in the log.',
  503: 'The gateway or its database cannot take this now; Retry-After says in how many seconds to send again.',
} as const;

/** The responses of an operation that are problem details (RFC 9457). */
export function problems(...statuses: readonly (keyof typeof MEANINGS)[]): OpenapiPart {
  return Object.fromEntries(statuses.map((status) => [status, problem(status)]));
}

function problem(status: keyof typeof MEANINGS): OpenapiPart {
  const headers =
    status === 429 || status === 503
      ? {
          headers: {
            'Retry-After': { description: 'Seconds.', schema: { type: 'integer', minimum: 1 } },
          },
        }
      : {};
  return {
    description: MEANINGS[status],
    ...headers,
    content: {
      'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } },
    },
  };
}
