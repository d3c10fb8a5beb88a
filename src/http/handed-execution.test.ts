import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type BaseContext,
} from '@apollo/server';
import { buildSchema, execute, GraphQLError, type ExecutionResult } from 'graphql';
import { HandedExecution, type HandedOperation } from './handed-execution';

type Loaded = Awaited<ReturnType<ApolloServerOptionsWithGateway<BaseContext>['gateway']['load']>>;

const schema = buildSchema('type Query { word: String }');

/** A server whose operations are executed by what is handed to it; with the ways by which it was asked. */
async function server(run: (operation: HandedOperation) => Promise<ExecutionResult>) {
  const executed: string[] = [];
  const heard: string[] = [];
  const handed = new HandedExecution(schema, (operation) => {
    executed.push(operation.operationName ?? '');
    return run(operation);
  });
  let load: (schemas: { apiSchema: typeof schema; coreSupergraphSdl: string }) => void = () => {};
  const apollo = new ApolloServer({
    gateway: {
      onSchemaLoadOrUpdate: (callback) => ((load = callback), () => {}),
      load: () => {
        load({ apiSchema: schema, coreSupergraphSdl: '' });
        const executor: Loaded['executor'] = ({ document, context, request }) =>
          handed.executor({ document }, context, request.operationName);
        return Promise.resolve({ executor });
      },
      stop: () => Promise.resolve(),
    },
    plugins: [
      handed.plugin(),
      {
        requestDidStart: () =>
          Promise.resolve({
            didEncounterErrors: ({ errors }) =>
              Promise.resolve(void heard.push(...errors.map(({ message }) => message))),
          }),
      },
    ],
    includeStacktraceInErrorResponses: false,
  });
  await apollo.start();
  const ask = async (query: string, operationName?: string) => {
    const { body, http } = await apollo.executeOperation({ query, operationName });
    const result = body.kind === 'single' ? body.singleResult : null;
    return { data: result?.data, errors: result?.errors?.map(({ message }) => message), http };
  };
  return { ask, executed, heard };
}

const speak = ({ document, operationName }: HandedOperation) =>
  Promise.resolve(execute({ schema, document, operationName, rootValue: { word: 'yes' } }));

describe('an execution that Apollo hands over', () => {
  it('answers what succeeds, and executes it once', async () => {
    const { ask, executed, heard } = await server(speak);
    const { data, errors, http } = await ask('query A { word }', 'A');
    expect([data, errors, http.status]).toEqual([{ word: 'yes' }, undefined, undefined]);
    expect([executed, heard]).toEqual([['A'], []]);
  });

  it('leaves errors to Apollo with the data that there is, and executes once', async () => {
    const { ask, executed, heard } = await server(() =>
      Promise.resolve({
        data: { word: null },
        errors: [new GraphQLError('no', { extensions: { http: { status: 418 } } })],
      }),
    );
    const { data, errors, http } = await ask('query A { word }');
    expect([data, errors, http.status]).toEqual([{ word: null }, ['no'], 418]);
    expect([executed, heard]).toEqual([['A'], ['no']]);
  });

  it('leaves what it throws to Apollo', async () => {
    const { ask, executed, heard } = await server(() => Promise.reject(new Error('broken')));
    const { data, errors, http } = await ask('query A { word }');
    expect([data, errors, http.status]).toEqual([undefined, ['broken'], 500]);
    expect([executed, heard]).toEqual([['A'], ['broken']]);
  });

  it.each([
    ['a name that no operation has', 'query A { word }', 'B', 'Unknown operation named "B".'],
    [
      'no name for one of several',
      'query A { word } query B { word }',
      undefined,
      'Must provide operation name if query contains multiple operations.',
    ],
  ])('refuses %s', async (_what, query, name, message) => {
    const { ask, executed, heard } = await server(speak);
    const { data, errors, http } = await ask(query, name);
    expect([data, errors, http.status]).toEqual([undefined, [message], 400]);
    expect([executed, heard]).toEqual([[], [message]]);
  });
});
