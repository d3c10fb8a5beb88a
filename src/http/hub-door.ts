import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../kernel/coded-error';
import type { Principal } from '../kernel/principal';
import type { Door, DoorOptions } from './door';
import { EVENTS_PATH } from './events-path';
import { type HubOutcome, sendBatch, sendSingle } from './hub-answer';
import { type HubQuery, nextLink, readQuery } from './hub-paging';
import { inTime } from './in-time';
import { tellProblems } from './problem-details';
import { RECEIPT_HEADER } from './receipt-header';
import { refuseOtherMethods } from './refuse-other-methods';
import { takeJson } from './take-json';

/** What stands behind the door. Events come and go as JSON texts, so that no number loses a digit. */
export interface HubApi {
  /** @throws CodedError MALFORMED_JSON, INVALID_ENCODING, TOO_MANY_EVENTS, BAD_USER_INPUT: nothing was stored. */
  publish(
    principal: Principal,
    body: Buffer,
  ): Promise<{
    readonly receiptId: string;
    readonly isBatch: boolean;
    readonly outcomes: readonly HubOutcome[];
    /** The single event as it is stored. */
    readonly record: string | null;
  }>;
  find(principal: Principal, eventId: string): Promise<string | null>;
  /** @throws CodedError BAD_USER_INPUT */
  page(
    principal: Principal,
    query: HubQuery,
  ): Promise<{ readonly records: readonly string[]; readonly next: string | null }>;
}

/** What the door is given. */
export interface HubDoorOptions extends DoorOptions {
  readonly hub: HubApi;
}

/** The Learning Hub's REST: events published, read by their id, and followed page by page. */
export function hubDoor(options: HubDoorOptions): Door {
  const { hub, maxBodyBytes, deadline } = options;
  return async (fastify) => {
    await fastify.register(async (scope) => {
      tellProblems(scope, options, { DEADLINE_EXCEEDED: 503 });
      takeJson(scope, { types: ['application/json'], maxBodyBytes });
      const route = { exposeHeadRoute: false };

      scope.post(EVENTS_PATH, async (request: FastifyRequest<{ Body?: Buffer }>, reply) => {
        const body = requireBody(request.body);
        const published = await inTime(hub.publish(request.principal, body), deadline);
        void reply.header(RECEIPT_HEADER, published.receiptId);
        return published.isBatch
          ? sendBatch(reply, published.receiptId, published.outcomes)
          : sendSingle(reply, published.outcomes[0], published.record);
      });
      scope.get(EVENTS_PATH, route, async (request, reply) => {
        const query = readQuery(request.query as Record<string, unknown>);
        const { records, next } = await inTime(hub.page(request.principal, query), deadline);
        if (next !== null) void reply.header('link', nextLink(EVENTS_PATH, query, next));
        return sendJson(reply, `[${records.join(',')}]`);
      });
      refuseOtherMethods(scope, EVENTS_PATH, ['GET', 'POST']);

      const one = `${EVENTS_PATH}/:eventId`;
      scope.get(one, route, async (request, reply) => {
        const { eventId } = request.params as { readonly eventId: string };
        const record = await inTime(hub.find(request.principal, eventId), deadline);
        if (record === null) throw new CodedError('NOT_FOUND', 'no event of yours has this id');
        return sendJson(reply, record);
      });
      refuseOtherMethods(scope, one, ['GET']);
    });
  };
}

function sendJson(reply: FastifyReply, json: string): FastifyReply {
  return reply.type('application/json').send(Buffer.from(json));
}

function requireBody(body: Buffer | undefined): Buffer {
  if (body && body.length > 0) return body;
  const required = 'an event, or an array of one or more';
  const message = `the body must be ${required}; nothing came`;
  throw new CodedError('BAD_USER_INPUT', message, { path: '', required, came: 'nothing' });
}
