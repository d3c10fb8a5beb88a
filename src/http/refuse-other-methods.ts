import type { FastifyInstance, HTTPMethods } from 'fastify';
import { CodedError } from '../kernel/coded-error';

const METHODS: readonly HTTPMethods[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
];

/** Answers 405 with Allow (RFC 9110 section 15.5.6) to what a path does not take, before any body is read. */
export function refuseOtherMethods(
  scope: FastifyInstance,
  url: string,
  allowed: readonly HTTPMethods[],
): void {
  const allow = allowed.join(', ');
  scope.route({
    method: METHODS.filter((method) => !allowed.includes(method)),
    url,
    config: { credential: null },
    onRequest: async (request, reply) => {
      void reply.header('allow', allow);
      const message = `the method must be ${allowed.join(' or ')}; ${request.method} came`;
      throw new CodedError('METHOD_NOT_ALLOWED', message, { required: allow });
    },
    handler: () => undefined,
  });
}
