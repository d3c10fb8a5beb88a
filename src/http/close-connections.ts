import type { FastifyInstance } from 'fastify';

/**
 * Says `Connection: close` with every answer while the gateway drains: each client then comes back on a
 * connection of its own choosing, and none is on one that is about to go. HTTP/1.1, RFC 9112 section 9.6.
 */
export function closeConnections(fastify: FastifyInstance, isDraining: () => boolean): void {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (isDraining()) void reply.header('connection', 'close');
    done();
  });
}
