import {
  type DocumentNode,
  getOperationAST,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { CodedError } from '../kernel/coded-error';
import { type Cost, costOf } from './cost';
import type { CostPlan } from './cost-plan';
import { planCost } from './plan-cost';
import { tooComplex } from './too-complex';
import { tooManyEvents } from './too-many-events';

/** What one operation may cost. */
export interface OperationLimits {
  /** Units (see Cost). */
  readonly complexity: number;
  /** Events of one request, over all its fields. */
  readonly events: number;
}

/** What the limits found of an operation that may run. */
export interface Allowed extends Cost {
  /** Whether its answer may be so large that it has to be measured. */
  readonly mayBeLarge: boolean;
}

/** An answer of fewer plain values than this cannot be large. */
const MANY_VALUES = 5_000;

/**
 * Holds operations to what they may cost. What a document tells is worked out once, and lives as long as the
 * document does in the server's bounded cache; a request costs microseconds.
 */
export class CostLimits {
  private readonly plans = new WeakMap<OperationDefinitionNode, CostPlan>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: OperationLimits,
  ) {}

  /**
   * @returns null when the document has no such operation.
   * @throws CodedError QUERY_TOO_COMPLEX, TOO_MANY_EVENTS, OPERATION_NOT_SUPPORTED.
   */
  check(
    document: DocumentNode,
    operationName: string | null,
    variables: Readonly<Record<string, unknown>>,
  ): Allowed | null {
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    const plan = this.planOf(document, operation);
    const cost = costOf(plan, variables);
    if (cost.units > this.limits.complexity) {
      throw tooComplex('units of cost', this.limits.complexity, cost.units);
    }
    if (cost.events > this.limits.events) throw tooManyEvents(cost.events, this.limits.events);
    return { ...cost, mayBeLarge: plan.hasText || cost.units * plan.leaves > MANY_VALUES };
  }

  private planOf(document: DocumentNode, operation: OperationDefinitionNode): CostPlan {
    let plan = this.plans.get(operation);
    if (!plan) {
      if (!this.schema.getRootType(operation.operation)) throw notOffered(operation.operation);
      plan = planCost(this.schema, document, operation);
      this.plans.set(operation, plan);
    }
    return plan;
  }
}

function notOffered(kind: string): CodedError {
  const required = 'a query or a mutation';
  const message = `an operation must be ${required}; a ${kind} came`;
  return new CodedError('OPERATION_NOT_SUPPORTED', message, { required, came: kind });
}
