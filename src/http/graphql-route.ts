import type { ApolloServer, BaseContext } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CodedError } from '../kernel/coded-error';
import { isObject } from '../kernel/json';
import type { Abandonment } from '../kernel/row-budget';
import { MAX_NESTING, nestsTooDeep } from '../limits/document-nesting';
import { refuseOtherMethods } from './refuse-other-methods';
import type { Visits } from './visits';

/** What the route is given. */
export interface GraphqlRoute<TContext> {
  readonly context: (request: FastifyRequest, abandonment: Abandonment) => TContext;
  readonly visits: Visits;
  /** Of one document. */
  readonly documentBytes: number;
}

const OPERATION_NAME = 256;

/** Serves GraphQL over HTTP at `/graphql`: POST, and GET for queries. */
export function serveGraphql<TContext extends BaseContext>(
  fastify: FastifyInstance,
  apollo: ApolloServer<TContext>,
  { context, visits, documentBytes }: GraphqlRoute<TContext>,
): void {
  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: (request, _reply, done) => {
      checkTexts(request.method === 'GET' ? request.query : request.body, documentBytes);
      done();
    },
    handler: fastifyApolloHandler(apollo, {
      context: (request, reply) =>
        Promise.resolve(
          visits.begin(request, reply, (abandonment) => context(request, abandonment)),
        ),
    }),
  });
  refuseOtherMethods(fastify, '/graphql', ['GET', 'POST']);
}

/** Texts of a request that are read before a parser's own limits hold: comments and spaces are no tokens, depth is stack. */
function checkTexts(params: unknown, documentBytes: number): void {
  if (!isObject(params)) return;
  const { query, operationName } = params;
  if (typeof query === 'string' && isLonger(query, documentBytes)) {
    const required = `at most ${documentBytes} bytes`;
    throw new CodedError(
      'DOCUMENT_TOO_LARGE',
      `a document must have ${required}: send values as variables`,
      {
        required,
      },
    );
  }
  if (typeof query === 'string' && nestsTooDeep(query)) {
    const required = `at most ${MAX_NESTING} levels`;
    throw new CodedError('PAYLOAD_TOO_DEEP', `a document's brackets must nest ${required}`, {
      required,
    });
  }
  if (typeof operationName === 'string' && operationName.length > OPERATION_NAME) {
    const required = `at most ${OPERATION_NAME} characters`;
    throw new CodedError('BAD_REQUEST', `an operationName must have ${required}`, { required });
  }
}

/** A UTF-16 unit is one to three bytes of UTF-8: most texts need no counting. */
function isLonger(text: string, bytes: number): boolean {
  if (text.length > bytes) return true;
  return text.length * 3 > bytes && Buffer.byteLength(text) > bytes;
}
