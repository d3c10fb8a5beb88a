import type { SpanContext } from '@opentelemetry/api';
import { createTraceState } from '@opentelemetry/api';

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NONE = /^0+$/;

/** Characters of a tracestate that are passed on (Trace Context section 3.3.1.5). */
const LONGEST_STATE = 512;

/**
 * The caller's place in its trace: W3C Trace Context level 1, section 3.2. Null for a header that breaks the
 * format, which section 4.3 has ignored.
 * @param parent the header `traceparent`. @param state the header `tracestate`, for whoever traces further.
 */
export function readTraceParent(parent: unknown, state?: unknown): SpanContext | null {
  if (typeof parent !== 'string' || parent.length > LONGEST_STATE) return null;
  const [, version, traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(parent) ?? [];
  if (version === undefined || version === 'ff' || NONE.test(traceId) || NONE.test(spanId)) {
    return null;
  }
  if (version === '00' && more !== undefined) return null;
  const passed = typeof state === 'string' && state.length <= LONGEST_STATE ? state : '';
  return {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
    ...(passed === '' ? {} : { traceState: createTraceState(passed) }),
  };
}
