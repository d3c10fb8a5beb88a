import { type ExecutionResult, GraphQLError } from 'graphql';
import { CodedError } from '../kernel/coded-error';
import { answerSize } from '../limits/answer-size';
import type { Cost } from '../limits/cost';
import type { CostLimits } from '../limits/cost-limits';
import type { CompiledExecution, Operation } from './compiled-execution';

/** What an operation is held to beyond its cost. */
export interface ExecutionGuard {
  /** Milliseconds that an operation may take. */
  readonly deadline: number;
  /** Characters of an answer, about its bytes. */
  readonly answer: number;
  /** Says no to an operation that its client has no budget left for. @throws CodedError RATE_LIMITED. */
  admit(context: unknown, cost: Cost): Promise<void> | void;
  /** Is told that nobody waits for the answer any more. */
  abandon(context: unknown): void;
}

/**
 * Executes an operation that may cost what it costs, in the time that it may take, with an answer as large
 * as it may be. What is refused has no data, which HTTP answers with a status of its own.
 */
export class GuardedExecution {
  constructor(
    private readonly execution: CompiledExecution,
    private readonly costs: CostLimits,
    private readonly guard: ExecutionGuard,
  ) {}

  async run(operation: Operation): Promise<ExecutionResult> {
    const { document, operationName, variables, context } = operation;
    try {
      const cost = this.costs.check(document, operationName, variables);
      if (cost) await this.guard.admit(context, cost);
      const result = await this.inTime(operation);
      if (cost?.mayBeLarge && answerSize(result.data, this.guard.answer) > this.guard.answer) {
        throw tooLarge(this.guard.answer);
      }
      return result;
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return { errors: [new GraphQLError(error.message, { originalError: error })] };
    }
  }

  private async inTime(operation: Operation): Promise<ExecutionResult> {
    const { deadline } = this.guard;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.guard.abandon(operation.context);
        const message = `an operation may take ${deadline} ms; this one took longer, and its end is not known`;
        reject(new CodedError('DEADLINE_EXCEEDED', message, { retryAfter: 1 }));
      }, deadline);
    });
    try {
      return await Promise.race([this.execution.run(operation), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function tooLarge(most: number): CodedError {
  const required = `at most ${most} bytes`;
  return new CodedError(
    'RESPONSE_TOO_LARGE',
    `an answer may have ${required}; this one had more. Ask for smaller pages, or fewer fields`,
    { required },
  );
}
