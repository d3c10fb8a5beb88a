import { validateSync } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';

/**
 * Checks arguments by the decorators of their class, where a resolver says `validate: false` because it
 * runs once for each of many parents: there the arguments are the same, and are checked once.
 * @throws ArgumentValidationError, as TypeGraphQL itself does.
 */
export function checkArguments(args: object): void {
  const faults = validateSync(args, { forbidUnknownValues: false });
  if (faults.length > 0) throw new ArgumentValidationError(faults);
}
