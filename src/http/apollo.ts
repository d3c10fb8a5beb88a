import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { CompiledExecution } from './compiled-execution';
import { publicError, type ReportError } from './public-error';

/** How GraphQL is served. */
export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly report: ReportError;
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
  const { schema, report } = options;
  const execution = new CompiledExecution(schema);
  const shown = new WeakSet<object>();
  const show = (result: ExecutionResult): ExecutionResult => {
    if (!result.errors) return result;
    const errors = result.errors.map((error) => publicError(error, report));
    for (const error of errors) shown.add(error);
    return { ...result, errors };
  };
  const tell = new Set<
    (context: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void
  >();
  return new ApolloServer<TContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        tell.add(callback);
        return () => tell.delete(callback);
      },
      load() {
        for (const callback of tell) callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return Promise.resolve({
          executor: async ({ document, request, operationName, context }) =>
            show(
              await execution.run({
                document,
                operationName,
                variables: request.variables ?? {},
                context,
              }),
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
