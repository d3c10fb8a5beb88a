import type { FastifyInstance } from 'fastify';

/**
 * Whether the gateway can serve. `degraded`: it serves, but what it acknowledges may not reach the disk.
 * `draining`: it finishes what it has begun, and wants no more. The reasons are in the log, for operators.
 */
export type ReadyState = 'ready' | 'degraded' | 'draining' | 'not ready';

/** What machines that watch over the gateway ask again and again, by its address and not by its name. */
export const PROBES: ReadonlySet<string> = new Set(['/livez', '/readyz']);

/** Probes need no credential: they say nothing of anybody's data, nor of what stands behind. */
const OPEN = { credential: null };

/**
 * `/livez`: the process runs; it never asks the database, whose outage no restart would mend. `/readyz`:
 * 200 where requests should be sent here, else 503.
 */
export function serveHealth(fastify: FastifyInstance, ready: () => Promise<ReadyState>): void {
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/livez',
    config: OPEN,
    handler: (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ status: 'live' }),
  });
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/readyz',
    config: OPEN,
    handler: async (_request, reply) => {
      const status = await ready();
      return reply
        .status(status === 'ready' || status === 'degraded' ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ status });
    },
  });
}
