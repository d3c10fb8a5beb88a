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
import { CompiledExecution } from './compiled-execution';
import { publicError, type ReportError } from './public-error';

/** How GraphQL is served. */
export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  /** Where errors that no client may see are written; with the context of the request, once there is one. */
  readonly report: (error: unknown, correlationId: string, context?: BaseContext) => void;
  readonly tracing?: Tracing;
  readonly plugins?: readonly ApolloServerPlugin[];
}

/** Tokens of one document: a mutation with 100 events written out as literals has fewer. */
const MAX_TOKENS = 20_000;

/**
 * An Apollo Server whose operations are executed by CompiledExecution: its `gateway` option is Apollo's
 * own way to hand execution to somebody else.
 */
export function createApollo<TContext extends BaseContext>(
  options: GraphqlOptions,
): ApolloServer<TContext> {
  const { schema, report, tracing = NO_TRACING } = options;
  const execution = new CompiledExecution(schema);
  const shown = new WeakSet<object>();
  const show = (result: ExecutionResult, tell: ReportError): ExecutionResult => {
    if (!result.errors) return result;
    const errors = result.errors.map((error) => publicError(error, tell));
    for (const error of errors) shown.add(error);
    return { ...result, errors };
  };
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
          executor: async ({ document, request, operationName, operation, context }) =>
            show(
              await tracing.span(`graphql.${operation.operation}`, () =>
                execution.run({
                  document,
                  operationName,
                  variables: request.variables ?? {},
                  context,
                }),
              ),
              (error, correlationId) => report(error, correlationId, context),
            ),
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
    parseOptions: { maxTokens: MAX_TOKENS },
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
      ...(options.plugins ?? []),
    ],
  });
}
