import type { IncomingHttpHeaders } from 'node:http';

/** A place in a trace that another can point to. */
export interface TracePoint {
  readonly traceId: string;
  readonly spanId: string;
}

/** A request as a trace sees it. */
export interface RequestTrace {
  /** The trace that the request belongs to: the caller's, or one that was begun for it; null without any. */
  readonly traceId: string | null;
  /** Runs work so that spans made in it stand below the request's. */
  within(work: () => void): void;
  /** @param route the route's pattern. */
  end(route: string, status: number): void;
}

/** Makes spans of work. Names are ours, and carry nothing of what was sent. */
export interface Tracing {
  /** A request begins. @param headers with names in lower case; W3C Trace Context is read from them. */
  request(method: string, headers: IncomingHttpHeaders): RequestTrace;
  /**
   * Runs work inside a span below the current one.
   * @param from where the work begins a trace of its own, the places that led to it.
   */
  span<T>(name: string, work: () => Promise<T>, from?: readonly TracePoint[]): Promise<T>;
  /** The current place; null outside of any trace. */
  here(): TracePoint | null;
}

const UNTRACED: RequestTrace = { traceId: null, within: (work) => work(), end: () => {} };

/** For a gateway that nobody traces. */
export const NO_TRACING: Tracing = {
  request: () => UNTRACED,
  span: (_name, work) => work(),
  here: () => null,
};
