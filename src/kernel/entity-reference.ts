/**
 * How another subgraph's mention of one of our entities is followed (Apollo Federation 2, entities). The
 * `@key` in schema.graphql and the answer of `_entities` come from the same declaration.
 */
export interface EntityReference<TContext> {
  /** The GraphQL type that has the key: an object type or an interface. */
  readonly type: string;
  /** The key's field set: `id`, or one field with what is selected of it: `identifier { type value }`. */
  readonly key: string;
  /**
   * Finds the row by the value of the key's first field, which may be anything that JSON can say. Asks its
   * loader at once, so that all of a call are one batch. Null for what is unknown and for what can be no key.
   */
  find(value: unknown, context: TContext): Promise<object | null> | null;
  /** The object type of a row that was found, where `type` is one of several; else `type`. */
  typeOf?(row: object): string;
}

/** A key as text that every engine can compare: 1 to `max` UTF-16 units; null for everything else. */
export function keyText(value: unknown, max: number): string | null {
  if (typeof value !== 'string' || value === '' || value.length > max) return null;
  return value.includes('\0') || !value.isWellFormed() ? null : value;
}
