import { registerDecorator } from 'class-validator';
import type { Spelling } from './spelling';

/** What one rule asks of one field of a hub event. */
export interface FieldRuleSpec {
  /** The problem's code: `TOO_LONG`. One field has no two rules with the same code. */
  readonly code: string;
  /** True when the value keeps the rule. Values that another rule of the field refuses keep it too. */
  readonly holds: (value: unknown, event: HubEventValues) => boolean;
  /** What is required, so that “must be …” reads well; other fields are named as the sender spells them. */
  readonly required: string | ((event: HubEventValues, spelling: Spelling) => string);
  /** What came, where the value itself says too little: `201 characters`. */
  readonly came?: (value: unknown) => string;
}

/** The fields of the event that a rule may look at beside its own. */
export type HubEventValues = Readonly<Record<string, unknown>>;

/**
 * A class-validator rule whose failure carries its own specification, so that it can be told as a
 * Problem: `error.contexts[code]` is the FieldRuleSpec.
 */
export function FieldRule(spec: FieldRuleSpec): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: spec.code,
      target: target.constructor,
      propertyName: String(property),
      options: { context: spec },
      validator: {
        validate: (value: unknown, args) =>
          spec.holds(value, (args?.object ?? {}) as HubEventValues),
        // class-validator passes a rule's context on only where its message is not empty.
        defaultMessage: () => spec.code,
      },
    });
}

/** Several decorators as one. */
export function allOf(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => decorators.forEach((decorate) => decorate(target, property));
}
