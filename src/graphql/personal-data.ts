import type { GraphQLResolveInfo } from 'graphql';
import { Extensions } from 'type-graphql';

/** What of a personal field may be shown to who may not see personal data. */
export interface PersonalDataRule<Source = never, Value = never> {
  /** Whether the field of this parent holds nothing personal after all. */
  readonly unless?: (source: Source, info: GraphQLResolveInfo) => boolean;
  /** What is shown in place of the value; without it null is. */
  readonly instead?: (value: Value) => unknown;
}

const KEY = 'personalData';

/**
 * Marks a field that shows personal data. Who may not see it gets null, and the field's path in the
 * response's `extensions.redacted`; so the field must be nullable, unless something is shown instead.
 */
export function PersonalData<Source = never, Value = never>(
  rule: PersonalDataRule<Source, Value> = {},
): MethodDecorator & PropertyDecorator {
  return Extensions({ [KEY]: rule });
}

/** What a field's extensions say of personal data; undefined for a field that shows none. */
export function personalDataRule(
  extensions: Readonly<Record<string, unknown>>,
): PersonalDataRule<unknown, unknown> | undefined {
  return extensions[KEY] as PersonalDataRule<unknown, unknown> | undefined;
}
