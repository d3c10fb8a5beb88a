import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  type ContextManager,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type SpanOptions,
  SpanStatusCode,
  trace,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';

/** A span as it was recorded. */
export interface RecordedSpan {
  name: string;
  readonly spanContext: SpanContext;
  readonly parent: SpanContext | undefined;
  readonly links: readonly SpanContext[];
  readonly attributes: Record<string, unknown>;
  failed: boolean;
  ended: boolean;
}

/** Keeps the current context through promises and callbacks, as an SDK's does. */
export class AsyncContexts implements ContextManager {
  private readonly storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.storage.getStore() ?? ROOT_CONTEXT;
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    context: Context,
    work: F,
    self?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.storage.run(context, () => work.apply(self, args));
  }

  bind<T>(_context: Context, target: T): T {
    return target;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    return this;
  }
}

/** A provider that keeps every span that is begun, in memory. */
export class RecordingProvider implements TracerProvider {
  readonly spans: RecordedSpan[] = [];
  private count = 0;

  getTracer(): Tracer {
    const tracer = {
      startSpan: (name: string, options: SpanOptions = {}, context?: Context): Span =>
        this.begin(name, options, context),
      startActiveSpan: () => {
        throw new Error('startSpan was expected');
      },
    };
    return tracer as Tracer;
  }

  private begin(name: string, options: SpanOptions, context?: Context): Span {
    const inside = context ?? contexts.active();
    const parent = options.root ? undefined : trace.getSpanContext(inside);
    this.count += 1;
    const id = this.count.toString(16);
    const recorded: RecordedSpan = {
      name,
      parent,
      spanContext: {
        traceId: parent?.traceId ?? id.padStart(32, 'a'),
        spanId: id.padStart(16, 'b'),
        traceFlags: 1,
      },
      links: (options.links ?? []).map((link) => link.context),
      attributes: { ...options.attributes },
      failed: false,
      ended: false,
    };
    this.spans.push(recorded);
    return spanOf(recorded);
  }
}

export const contexts = new AsyncContexts();

function spanOf(recorded: RecordedSpan): Span {
  const span = {
    spanContext: () => recorded.spanContext,
    updateName: (name: string) => {
      recorded.name = name;
      return span;
    },
    setAttributes: (more: object) => {
      Object.assign(recorded.attributes, more);
      return span;
    },
    setStatus: ({ code }: { code: SpanStatusCode }) => {
      recorded.failed = code === SpanStatusCode.ERROR;
      return span;
    },
    end: () => void (recorded.ended = true),
  };
  return span as unknown as Span;
}
