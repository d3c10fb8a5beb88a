import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../kernel/principal';
import { type Charge, standingHeaders } from './charge';

/** A request to GraphQL while it is at work. */
interface Visit {
  readonly principal: Principal;
  readonly reply: FastifyReply;
  readonly gone: AbortController;
}

/** Knows, of the context that GraphQL is executed with, the HTTP request that it belongs to. */
export class Visits {
  private readonly known = new WeakMap<object, Visit>();

  constructor(private readonly charge: Charge) {}

  /** @returns the context that `make` makes, which the request is known by from now on. */
  begin<TContext extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    make: (signal: AbortSignal) => TContext,
  ): TContext {
    const gone = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) gone.abort();
    });
    const context = make(gone.signal);
    this.known.set(context, { principal: request.principal, reply, gone });
    return context;
  }

  /** Takes an operation's cost from what its client may spend. @throws CodedError RATE_LIMITED. */
  async admit(context: unknown, units: number): Promise<void> {
    const visit = this.known.get(context as object);
    const standing = visit && (await this.charge(visit.principal, units));
    if (standing) void visit.reply.headers(standingHeaders(standing));
  }

  /** Nobody waits for the answer any more. */
  abandon(context: unknown): void {
    this.known.get(context as object)?.gone.abort();
  }
}
