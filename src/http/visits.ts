import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../kernel/principal';
import type { Abandonment } from '../kernel/row-budget';
import { type Charge, standingHeaders } from './charge';

/** A request to GraphQL while it is at work. */
interface Visit {
  readonly principal: Principal;
  readonly reply: FastifyReply;
  readonly abandonment: { aborted: boolean };
}

/** Where a context keeps its visit: Apollo executes with a copy of the context, which has its properties. */
const VISIT = Symbol('visit');

/** Knows, of the context that GraphQL is executed with, the HTTP request that it belongs to. */
export class Visits {
  constructor(private readonly charge: Charge) {}

  /** @returns the context that `make` makes, which the request is known by from now on. */
  begin<TContext extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    make: (abandonment: Abandonment) => TContext,
  ): TContext {
    // An AbortSignal is an EventTarget, and costs a hundred times as much: nobody listens to this one.
    const abandonment = { aborted: false };
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) abandonment.aborted = true;
    });
    const visit: Visit = { principal: request.principal, reply, abandonment };
    return Object.assign(make(abandonment), { [VISIT]: visit });
  }

  /** Takes an operation's cost from what its client may spend. @throws CodedError RATE_LIMITED. */
  async admit(context: unknown, units: number): Promise<void> {
    const visit = visitOf(context);
    const standing = visit && (await this.charge(visit.principal, units));
    if (standing) void visit.reply.headers(standingHeaders(standing));
  }

  /** Nobody waits for the answer any more. */
  abandon(context: unknown): void {
    const visit = visitOf(context);
    if (visit) visit.abandonment.aborted = true;
  }
}

function visitOf(context: unknown): Visit | undefined {
  return (context as { readonly [VISIT]?: Visit })[VISIT];
}
