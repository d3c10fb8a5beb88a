import { type ApolloServerPlugin, type BaseContext, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/** One operation, with what Apollo knows of it. */
export interface HandedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: object;
}

/** Executes an operation; its errors are as clients may see them. */
export type Execute = (operation: HandedOperation) => Promise<ExecutionResult>;

/** Where a context keeps what came of its operation, until Apollo asks for it. */
const OUTCOME = Symbol('outcome');

type Outcome = { readonly result: ExecutionResult } | { readonly failure: unknown };

/**
 * Executes in Apollo's place, by two of its own ways to let others do so. A plugin answers what succeeds. What has
 * errors goes on to the executor of a gateway, after which Apollo does with errors what it does: formats them, and
 * tells plugins. That way is not for everything: for each request it defines accessors on an object, whose hidden class
 * lives until the whole heap is collected, and keeps what the request left behind.
 */
export class HandedExecution {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly run: Execute,
  ) {}

  /** What succeeds. */
  plugin<TContext extends BaseContext>(): ApolloServerPlugin<TContext> {
    return {
      requestDidStart: () =>
        Promise.resolve({
          responseForOperation: async ({
            document,
            operationName,
            request,
            contextValue,
            ...of
          }) => {
            // Whatever its type says: a name that no operation has finds none.
            const operation = of.operation as OperationDefinitionNode | undefined;
            if (!operation) return null;
            const variables = request.variables ?? {};
            const outcome = await this.outcomeOf({
              document,
              operation,
              operationName,
              variables,
              context: contextValue,
            });
            if ('result' in outcome && outcome.result.errors === undefined) {
              return {
                http: { status: undefined, headers: new HeaderMap() },
                body: { kind: 'single', singleResult: outcome.result },
              };
            }
            (contextValue as { [OUTCOME]?: Outcome })[OUTCOME] = outcome;
            return null;
          },
        }),
    };
  }

  /** What the plugin has not answered. @param name the operation that was asked for; where there is none, graphql says so. */
  async executor(
    { document }: Pick<HandedOperation, 'document'>,
    context: object,
    name: string | undefined,
  ): Promise<ExecutionResult> {
    const { [OUTCOME]: outcome } = context as { [OUTCOME]?: Outcome };
    if (!outcome) return execute({ schema: this.schema, document, operationName: name });
    if ('failure' in outcome) throw outcome.failure;
    return outcome.result;
  }

  private async outcomeOf(operation: HandedOperation): Promise<Outcome> {
    try {
      return { result: await this.run(operation) };
    } catch (failure) {
      return { failure };
    }
  }
}
