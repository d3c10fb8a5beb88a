import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import { CodedError } from '../kernel/coded-error';
import { checkShape } from './check-shape';
import type { ShapeLimits } from './shape-limits';

/**
 * A validation rule that ends validation where it begins when the document is more than the limits allow:
 * other rules take time by what fragments expand to. graphql has no way to say so but its limit of errors,
 * so the same error is reported until that is reached; `oneOfEach` leaves one.
 */
export function shapeRule(limits: ShapeLimits) {
  return (context: ValidationContext): ASTVisitor => ({
    Document(node) {
      try {
        checkShape(node, limits);
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
        const refusal = new GraphQLError(error.message, { originalError: error });
        for (;;) context.reportError(refusal);
      }
    },
  });
}
