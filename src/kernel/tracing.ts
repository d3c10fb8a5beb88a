/** A place in a trace that another can point to; opaque to all but the tracing itself. */
export type TracePoint = { readonly traceId: string; readonly spanId: string };

/** Makes spans of work. Names are ours, and carry nothing of what was sent. */
export interface Tracing {
  /**
   * Runs work inside a span below the current one.
   * @param from where a span begins a trace of its own, the places that led to it.
   */
  span<T>(name: string, work: () => Promise<T>, from?: readonly TracePoint[]): Promise<T>;
  /** The current place; null outside of any trace. */
  here(): TracePoint | null;
}

/** For a gateway that nobody traces. */
export const NO_TRACING: Tracing = { span: (_name, work) => work(), here: () => null };
