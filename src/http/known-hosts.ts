import type { FastifyInstance } from 'fastify';
import { CodedError } from '../kernel/coded-error';
import { PROBES } from './health';

/**
 * Answers only requests whose Host is one of those. Where no credential is asked for, this keeps a page of
 * the web out whose name was made to point to this machine (DNS rebinding). Probes are answered whatever they
 * call it: orchestrators ask by address.
 * @param hosts names and addresses without a port, in lower case.
 */
export function answerKnownHosts(fastify: FastifyInstance, hosts: readonly string[]): void {
  const known = new Set(hosts);
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (PROBES.has(request.routeOptions.url ?? '')) return done();
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (known.has(host)) return done();
    const message = 'the Host of a request must be a name of this gateway: see ALLOWED_HOSTS';
    done(new CodedError('MISDIRECTED_REQUEST', message));
  });
}
