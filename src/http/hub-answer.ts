import type { FastifyReply } from 'fastify';
import type { Problem } from '../kernel/problem';
import { EVENTS_PATH } from './events-path';
import { sendProblem } from './problem-details';

/** How one event of a body ended. */
export interface HubOutcome {
  readonly status: 'STORED' | 'DUPLICATE' | 'REJECTED' | 'QUARANTINED';
  /** `{ProgramId}-{UUID}` of what is stored, now or before. */
  readonly eventId: string | null;
  readonly problems: readonly Problem[];
}

/** Statuses of a single event that was rejected; 422 of every other code: the event breaks a rule. */
const REJECTED: Readonly<Record<string, number>> = { CONFLICT: 409, FORBIDDEN: 403 };

/** 201 with the event where it is new, 200 where the same is stored already, and its problems where it is rejected. */
export function sendSingle(
  reply: FastifyReply,
  outcome: HubOutcome | undefined,
  record: string | null,
): FastifyReply {
  if (outcome?.eventId && record !== null) {
    void reply.header('location', locationOf(outcome.eventId));
    const status = outcome.status === 'STORED' ? 201 : 200;
    return reply.status(status).type('application/json').send(Buffer.from(record));
  }
  const problems = outcome?.problems ?? [];
  const { code, message, ...more } = problems[0] as Problem;
  const { severity: _always, ...members } = more;
  const status = REJECTED[code] ?? 422;
  return sendProblem(reply, status, { code, detail: message, ...members, problems });
}

/** 201 where every event is new, 200 where none was rejected, else 207: each outcome tells its own. */
export function sendBatch(
  reply: FastifyReply,
  receiptId: string,
  outcomes: readonly HubOutcome[],
): FastifyReply {
  const count = (status: string) => outcomes.filter((one) => one.status === status).length;
  const [stored, duplicates] = [count('STORED'), count('DUPLICATE')];
  const rejected = outcomes.length - stored - duplicates;
  const status = rejected > 0 ? 207 : stored < outcomes.length ? 200 : 201;
  return reply.status(status).send({
    ReceiptId: receiptId,
    Received: outcomes.length,
    Stored: stored,
    Duplicates: duplicates,
    Rejected: rejected,
    Outcomes: outcomes.map((outcome, Index) => ({
      Index,
      Status: outcome.status,
      EventId: outcome.eventId,
      Location: outcome.eventId && locationOf(outcome.eventId),
      Problems: outcome.problems,
    })),
  });
}

function locationOf(eventId: string): string {
  return `${EVENTS_PATH}/${encodeURIComponent(eventId)}`;
}
