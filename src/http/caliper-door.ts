import type { FastifyRequest } from 'fastify';
import { CodedError } from '../kernel/coded-error';
import type { Principal } from '../kernel/principal';
import type { Problem } from '../kernel/problem';
import { readCaliperKey } from './caliper-credential';
import type { Door, DoorOptions } from './door';
import { inTime } from './in-time';
import { sendProblem, tellProblems } from './problem-details';
import { RECEIPT_HEADER } from './receipt-header';
import { refuseOtherMethods } from './refuse-other-methods';
import { takeJson } from './take-json';

/** What stands behind the door. */
export interface CaliperReceiver {
  /**
   * Takes a body in, and settles once all of it is durable: as events, or in quarantine.
   * @throws CodedError FORBIDDEN, TOO_MANY_EVENTS, INVALID_ENCODING, OVERLOADED, UNAVAILABLE: nothing was taken.
   */
  receiveCaliper(
    principal: Principal,
    body: Buffer,
  ): Promise<{ readonly receiptId: string; readonly refusal: Problem | null }>;
}

/** What the door is given. */
export interface CaliperDoorOptions extends DoorOptions {
  readonly caliper: CaliperReceiver;
  /** Values of dataVersion that envelopes may have. */
  readonly dataVersions: readonly string[];
}

/** Media types of a Caliper body. */
export const CALIPER_TYPES = ['application/json', 'application/ld+json'];

/**
 * The HTTP endpoint for Caliper sensors (Caliper 1.2 section 6): POST takes a body in and answers 200 and
 * nothing more, GET tells the endpoint's configuration. Whatever arrived and could be read as text is kept,
 * also where the answer is 400 or 422: a sender gives up on these.
 */
export function caliperDoor(options: CaliperDoorOptions): Door {
  const { caliper, dataVersions, maxBodyBytes, deadline } = options;
  const configuration = {
    caliperSupportedVersions: dataVersions,
    caliperMaximumPayloadSize: Math.floor(maxBodyBytes / 1024),
  };
  return async (fastify) => {
    await fastify.register(async (scope) => {
      // A sensor knows no 403 and no 504; of 401 it knows that the key is at fault, of 503 that it sends again.
      tellProblems(scope, options, { FORBIDDEN: 401, DEADLINE_EXCEEDED: 503 });
      takeJson(scope, { types: CALIPER_TYPES, maxBodyBytes });
      for (const url of ['/caliper', '/caliper/:key']) {
        const config = { credential: readCaliperKey };
        scope.get(url, { config, exposeHeadRoute: false }, () => configuration);
        scope.post(url, { config }, async (request: FastifyRequest<{ Body?: Buffer }>, reply) => {
          const body = requireBody(request.body);
          const { receiptId, refusal } = await inTime(
            caliper.receiveCaliper(request.principal, body),
            deadline,
          );
          void reply.header(RECEIPT_HEADER, receiptId);
          if (!refusal) return reply.status(200).send();
          const { code, message, severity: _always, ...more } = refusal;
          const status = code === 'UNKNOWN_DATA_VERSION' ? 422 : 400;
          return sendProblem(reply, status, { code, detail: message, ...more });
        });
        refuseOtherMethods(scope, url, ['GET', 'POST']);
      }
    });
  };
}

/** Of a body without a byte there is nothing to keep. */
function requireBody(body: Buffer | undefined): Buffer {
  if (body && body.length > 0) return body;
  const required = 'an envelope, an event, or an array of them';
  const message = `the body must be ${required}; nothing came`;
  throw new CodedError('INVALID_ENVELOPE', message, { path: '', required, came: 'nothing' });
}
