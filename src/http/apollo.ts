import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { NO_TRACING, type Tracing } from '../kernel/tracing';
import { CostLimits, type OperationLimits } from '../limits/cost-limits';
import type { ShapeLimits } from '../limits/shape-limits';
import { shapeRule } from '../limits/shape-rule';
import { CompiledExecution } from './compiled-execution';
import { DocumentStore } from './document-store';
import { firstErrors, MAX_ERRORS, oneOfEach } from './error-limit';
import { type ExecutionGuard, GuardedExecution } from './guarded-execution';
import { HandedExecution } from './handed-execution';
import { publicError, type ReportError } from './public-error';

/** What documents and operations may be. */
export interface GraphqlLimits extends OperationLimits {
  /** Of one document. */
  readonly tokens: number;
  readonly shape: ShapeLimits;
}

/** How GraphQL is served. */
export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  /** Where errors that no client may see are written; with the context of the request, once there is one. */
  readonly report: (error: unknown, correlationId: string, context?: BaseContext) => void;
  readonly tracing?: Tracing;
  readonly limits: GraphqlLimits;
  readonly guard: ExecutionGuard;
  readonly plugins?: readonly ApolloServerPlugin[];
}

/** An Apollo Server whose operations are executed by CompiledExecution. */
export function createApollo<TContext extends BaseContext>(
  options: GraphqlOptions,
): ApolloServer<TContext> {
  const { schema, report, limits, tracing = NO_TRACING } = options;
  const costs = new CostLimits(schema, limits);
  const execution = new GuardedExecution(new CompiledExecution(schema), costs, options.guard);
  const shown = new WeakSet<object>();
  const show = (result: ExecutionResult, tell: ReportError): ExecutionResult => {
    if (!result.errors) return result;
    const told = firstErrors(result);
    const errors = told.errors?.map((error) => publicError(error, tell));
    for (const error of errors ?? []) shown.add(error);
    return { ...told, errors };
  };
  const handed = new HandedExecution(schema, async ({ operation, ...own }) =>
    show(
      await tracing.span(`graphql.${operation.operation}`, () => execution.run(own)),
      (error, correlationId) => report(error, correlationId, own.context),
    ),
  );
  const listeners = new Set<
    (context: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void
  >();
  return new ApolloServer<TContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        listeners.add(callback);
        return () => listeners.delete(callback);
      },
      load() {
        for (const callback of listeners) callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return Promise.resolve({
          executor: ({ document, context, request: { operationName } }) =>
            handed.executor({ document }, context, operationName),
        });
      },
      stop: () => Promise.resolve(),
    },
    introspection: options.introspection,
    hideSchemaDetailsFromClientErrors: !options.introspection,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: new DocumentStore(),
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [shapeRule(limits.shape)],
    // graphql adds one that says that there were more.
    validationOptions: { maxErrors: MAX_ERRORS - 1 },
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => {
      if (shown.has(error as object)) return formatted;
      const faulty =
        error instanceof GraphQLError
          ? error
          : new GraphQLError('', { originalError: error as Error });
      const { message, extensions } = publicError(faulty, report);
      const { http: _forApollo, ...told } = extensions;
      return { ...formatted, message, extensions: { ...formatted.extensions, ...told } };
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      oneOfEach(),
      handed.plugin(),
      ...(options.plugins ?? []),
    ],
  });
}
