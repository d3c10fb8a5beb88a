import type { IncomingHttpHeaders } from 'node:http';
import {
  type Context,
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { RequestTrace, TracePoint, Tracing } from '../kernel/tracing';
import { readTraceParent } from './trace-parent';

const tracer = trace.getTracer('learning-event-gateway');

/**
 * Spans through OpenTelemetry's API. Whoever wants them registers an SDK before the gateway starts
 * (`node --require`); without one every call ends in the API's own nothing.
 */
export const OTEL_TRACING: Tracing = {
  request(method, headers): RequestTrace {
    const caller = callerOf(headers);
    const span = tracer.startSpan(
      method,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } },
      caller,
    );
    const inside = trace.setSpan(caller, span);
    const { traceId } = span.spanContext();
    return {
      traceId: isSpanContextValid(span.spanContext()) ? traceId : null,
      within: (work) => context.with(inside, work),
      end: (route, status) => {
        span.updateName(`${method} ${route}`);
        span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  },

  span(name, work, from) {
    const root = from !== undefined;
    const links = from?.map((point) => ({ context: { ...point, traceFlags: 1 } }));
    const span = tracer.startSpan(name, { root, ...(links ? { links } : {}) });
    return context.with(trace.setSpan(context.active(), span), async () => {
      try {
        return await work();
      } catch (error) {
        markFailed(span);
        throw error;
      } finally {
        span.end();
      }
    });
  },

  here(): TracePoint | null {
    const place = trace.getSpanContext(context.active());
    return place && isSpanContextValid(place)
      ? { traceId: place.traceId, spanId: place.spanId }
      : null;
  },
};

/** A span of a statement below the current one. @returns its end. */
export function traceStatement(name: string, engine: string): (error?: unknown) => void {
  const attributes = { 'db.system.name': engine, 'db.query.summary': name };
  const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
  return (error) => {
    if (error !== undefined) markFailed(span);
    span.end();
  };
}

/** Messages stay out of traces: a status says enough, and the log has the rest. */
function markFailed(span: Span): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** What the SDK's propagators read, and where there are none, W3C Trace Context all the same. */
function callerOf(headers: IncomingHttpHeaders): Context {
  const read = propagation.extract(ROOT_CONTEXT, headers);
  if (trace.getSpanContext(read)) return read;
  const parent = readTraceParent(headers['traceparent'], headers['tracestate']);
  return parent ? trace.setSpanContext(read, parent) : read;
}
