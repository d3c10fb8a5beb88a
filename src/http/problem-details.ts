import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { CodedError } from '../kernel/coded-error';
import type { DoorOptions } from './door';
import { httpError } from './http-error';

/** RFC 9457 section 4: a problem that is told by its status and its code, and has no page of its own. */
const TYPE = 'about:blank';

/** What a problem says beyond its status. */
export interface ProblemMembers {
  /** Stable, upper-case, the same as GraphQL's `extensions.code`. */
  readonly code: string;
  /** One sentence: what was required and what came. */
  readonly detail: string;
  /** `path`, `required`, `came`, and whatever else the code brings. */
  readonly [member: string]: unknown;
}

/** Answers with `application/problem+json` (RFC 9457). */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  members: ProblemMembers,
): FastifyReply {
  const text = JSON.stringify({ type: TYPE, title: STATUS_CODES[status], status, ...members });
  return reply.status(status).type('application/problem+json').send(Buffer.from(text));
}

/**
 * Makes every error below this scope problem details: CodedErrors as they are, everything that is ours as
 * a 500 with an `instance` under which the log has it.
 * @param statuses the status of a code, where this door has another than the rest.
 */
export function tellProblems(
  scope: FastifyInstance,
  { maxBodyBytes, report }: DoorOptions,
  statuses: Readonly<Record<string, number>> = {},
): void {
  scope.setErrorHandler((error: FastifyError | CodedError, _request, reply) => {
    const told = httpError(error, maxBodyBytes);
    const { code, ...more } = told.extensions;
    const status = statuses[code] ?? told.status;
    if (status === 413) void reply.header('connection', 'close');
    void reply.headers(told.headers);
    if (status !== 500) return sendProblem(reply, status, { code, detail: told.message, ...more });
    const correlationId = randomUUID();
    report(error, correlationId);
    const instance = `urn:uuid:${correlationId}`;
    return sendProblem(reply, status, { code, detail: told.message, instance });
  });
}
