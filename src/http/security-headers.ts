import type { FastifyInstance } from 'fastify';

/**
 * Headers by which a browser makes nothing of an answer but what it is: data, that is never shown, framed or
 * guessed the type of. HTTPS ends before the gateway, and so does its Strict-Transport-Security.
 */
const HEADERS = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Sends them with every answer that does not say otherwise. They are constants: a library that works them out for
 * each request, and sets them past Fastify, cost a tenth of what answering a small question does.
 */
export function sendSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(HEADERS);
    done();
  });
}
